"""A closer look at one transfer: its story, files, pieces, people and history."""
