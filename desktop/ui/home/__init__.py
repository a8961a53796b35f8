"""Home: what is here for me, and what one can begin with."""
