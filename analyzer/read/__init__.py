"""Printed text -> amounts, units, periods, labels."""

TEXTS_REMEMBERED = 2048
"""So many texts are read once each: every topic reads the same captions, heads and labels, three to eight times a filing."""
