"""What a stranger made is looked at apart: in a child process of little means, asked line by line."""
