"""Looking at photos that strangers made, in the child process of little means."""
