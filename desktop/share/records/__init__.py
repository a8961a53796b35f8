"""Signed records: their bytes, the kinds there are, and the rules by which many of them become one truth."""
