"""What every command is."""

import msgspec


class Command[R](msgspec.Struct, frozen=True, tag_field="command"):
    """One thing a person asks for, and what the answer to it is. All paths are absolute."""
