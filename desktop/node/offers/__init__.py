"""Passes of files between people: what is offered, what becomes of it, and who may have it meanwhile."""
