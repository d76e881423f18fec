"""Hard cases: short filings typed as text, each figure with its meaning beside it, typeset to PDF."""
