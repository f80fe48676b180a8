"""Language versions, as `-lang` writes them."""

from __future__ import annotations


def lang_key(lang: str) -> tuple[int, ...]:
    """Sort key of a language version such as go1.21."""
    return tuple(int(part) for part in lang.removeprefix("go").split(".") if part.isdigit())
