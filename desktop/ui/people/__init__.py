"""People: whom one knows, who asks, what they would like to pass, and who is near."""
