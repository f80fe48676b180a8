"""Whether a file may use a name: quick questions about its bytes, which spare most files the parser."""

from __future__ import annotations

import functools
import re

# ASCII alone: other letters of a name only make the answer yes more often.
_WORD = "[0-9A-Za-z_]"


def has_word(text: bytes, name: str) -> bool:
    """Whether a text has a name that is not the end of a longer one, nor its beginning."""
    return name.encode() in text and _word(name, f"(?!{_WORD})").search(text) is not None


def has_word_before_parenthesis(text: bytes, name: str) -> bool:
    """Whether a name stands in front of arguments, parameters or type arguments. A comment may stand between them."""
    return name.encode() in text and _word(name, r"\s*[(\[/]").search(text) is not None


def has_type_of_literal(text: bytes, name: str) -> bool:
    """Whether a name may be the type of a composite literal, or the type of its keys or elements."""
    return name.encode() in text and _word(name, r"\s*[{\[\])/]").search(text) is not None


def has_struct(text: bytes, name: str) -> bool:
    """Whether a text may define a struct. Go ends the line behind a name that neither `struct` nor type parameters follow."""
    return name.encode() in text and _word(name, r"(?:[^\n]*struct|[ \t]*(?:\[|/\*))").search(text) is not None


@functools.cache
def _word(name: str, behind: str) -> re.Pattern[bytes]:
    # The name comes first in the expression, so that Python searches for it as for a plain string.
    literal = re.escape(name)
    return re.compile(f"{literal}(?<!{_WORD}{literal}){behind}".encode())
