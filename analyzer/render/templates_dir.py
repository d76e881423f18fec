"""Where the templates are: inside the installed package, or beside the package in a checkout."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from analyzer.errors import ConfigError

PACKAGED = "_templates"
IN_CHECKOUT = "templates"


def get_templates_dir() -> Path:
    """The folder of the program's own templates. Raises ConfigError for a broken installation."""
    package = Path(str(resources.files("analyzer")))
    for folder in (package / PACKAGED, package.parent / IN_CHECKOUT):
        if folder.is_dir():
            return folder
    raise ConfigError(f"no templates beside {package.name}", next_step="Install the program again")
