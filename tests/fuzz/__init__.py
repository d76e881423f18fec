"""Damaged and hostile PDFs from a seed, and the program run over them."""
