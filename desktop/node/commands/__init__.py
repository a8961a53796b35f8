"""What each command does, whether it came over the local socket or runs in the command line's own node."""
