"""`python -m analyzer`: the same program as the `analyzer` command."""

from analyzer.cli import run

run()
