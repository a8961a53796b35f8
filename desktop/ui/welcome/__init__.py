"""The first run: a few questions inside the window, each of which may be skipped."""
