"""The codes of errors and warnings, such as PY0101. docs/troubleshooting.md has an entry for each, and is the only list.

An entry quotes its messages, with `…` for the parts that vary. A message has the code of the entry that quotes it. If several do,
the longest quotation counts. So nobody writes a code where a message is raised.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# A quotation with fewer letters than this would be in messages of other kinds.
_FEWEST_LETTERS = 8
_PAGE = "troubleshooting.md"
# The entries, once they are read; functools.cache would cost each build an import.
_read: list[Entry] = []


class Entry:
    """One entry of the page: its code, its text as the page has it, and the messages that it quotes, in parts."""

    __slots__ = ("code", "quotations", "text")

    def __init__(self, code: str, text: str, quoted: str) -> None:
        self.code = code
        self.text = text
        self.quotations = [_parts(each) for each in _quotations(quoted)]


def with_code(message: str) -> str:
    """Return a message with its code at the end of the first line; unchanged if no entry quotes it."""
    code = code_of(message)
    if not code:
        return message
    first, line_break, rest = message.partition("\n")
    stem = first.rstrip(":")
    return f"{stem} [{code}]{first[len(stem) :]}{line_break}{rest}"


def code_of(message: str) -> str:
    """Return the code of a message; empty if no entry quotes it."""
    line = message.partition("\n")[0]
    best, found = _FEWEST_LETTERS - 1, ""
    for entry in entries():
        for parts in entry.quotations:
            letters = sum(len(part) for part in parts)
            if letters > best and _quotes(parts, line):
                best, found = letters, entry.code
    return found


def is_code(text: str) -> bool:
    """Whether a text has the form of a code."""
    return len(text) == 6 and text[:2].upper() == "PY" and text[2:].isdecimal()


def explanation(code: str) -> str:
    """Return the entry of a code, as docs/troubleshooting.md has it; empty if there is none."""
    return next((entry.text for entry in entries() if entry.code == code.upper()), "")


def entries() -> list[Entry]:
    """Return all entries of the page, in its order; none if the page is missing, for example during an update of pyorch."""
    if not _read:
        try:
            with open(page_path(), encoding="utf-8") as file:
                _read.extend(_entries(file.read()))
        except OSError:
            return []
    return _read


def page_path() -> str:
    """Return the file of the page: inside an installed package, in docs/ of a checkout."""
    package = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(package, _PAGE)
    return installed if os.path.exists(installed) else os.path.join(os.path.dirname(package), "docs", _PAGE)


def _entries(page: str) -> Iterator[Entry]:
    import re

    # A section ends at the next heading. A line of a table is an entry of its own.
    for section in re.split(r"(?m)^(?=#{2,3} )", page):
        heading = re.match(r"### (PY\d{4}): (.*)", section)
        if heading:
            yield Entry(heading[1], section.removeprefix("### ").rstrip("\n"), heading[2])
        titles: list[str] = []
        for line in section.splitlines():
            row = re.match(r"\| (PY\d{4}): ", line)
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            if row:
                yield Entry(row[1], _as_text(titles, cells), cells[0])
            elif line.startswith("|") and not line.startswith("|--"):
                titles = cells


def _as_text(titles: list[str], cells: list[str]) -> str:
    """Return the row of a table as a text: the message, then a paragraph for each other cell."""
    rest = (f"{title.capitalize()}: {cell}" for title, cell in zip(titles[1:], cells[1:], strict=False) if cell)
    return "\n\n".join([cells[0], *rest]).replace("\\|", "|")


def _quotations(text: str) -> list[str]:
    import re

    return [quoted for _, quoted in re.findall(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", text)]


def _parts(quotation: str) -> list[str]:
    """Return the constant parts of a quotation. The first and the last are empty if the message begins or ends otherwise."""
    # A place in front, `…: `, is not always there.
    text = quotation.replace("\\|", "|").strip(" ").removeprefix("…: ")
    return [part.strip(" ") for part in text.split("…")]


def _quotes(parts: list[str], line: str) -> bool:
    """Whether a line has the parts in their order, and whole words at its two ends."""
    position = 0
    for number, part in enumerate(parts):
        found = line.find(part, position)
        while number == 0 and part and found > 0 and line[found - 1].isalnum():
            found = line.find(part, found + 1)
        if found < 0:
            return False
        position = found + len(part)
    return not (parts[-1] and line[position : position + 1].isalnum())
