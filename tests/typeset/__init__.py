"""Pages typeset for tests, and the figures that stand on them."""
