"""What the program shows and reads but does not run: words, texts, pictures."""
