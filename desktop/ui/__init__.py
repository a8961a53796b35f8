"""What people read: sentences, sizes, times; from part 3 on the window. May use Qt; the rest may not."""
