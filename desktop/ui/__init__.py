"""The window, and what people read. Qt lives here and nowhere else; `words` does without it."""
