"""Figures that are worked out, never printed: each keeps its formula and the printed figures it stands on."""
