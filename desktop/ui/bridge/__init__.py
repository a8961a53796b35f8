"""Between the window's thread and the node's."""
