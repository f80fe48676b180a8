"""A number of things in a message: `1 import`, `2 imports`."""


def counted(count: int, name: str) -> str:
    """Return a number with the name of what it counts."""
    return f"{count} {name}{'' if count == 1 else 's'}"
