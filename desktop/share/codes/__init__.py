"""Links as pictures that a camera reads: drawn here, and read in a child process of little means."""
