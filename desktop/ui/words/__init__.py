"""What people read: sentences, sizes, times; for the window and the command line alike. No Qt."""
