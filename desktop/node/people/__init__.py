"""People: whom this person knows, who calls, and how to reach them."""
