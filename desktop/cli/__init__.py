"""The command line: arguments in, JSON or words out."""
