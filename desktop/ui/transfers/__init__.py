"""Transfers: the list of what comes and goes, a closer look at each, and the limits."""
