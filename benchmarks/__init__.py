"""Passalong measured beside the programs that people use today. Run from the checkout, on Linux."""
