"""Names the aspect behind an error of woven code: its id, its place in the aspect file, and the place in the Go file.

Only a call that fails needs this. Injected code has the position `<generated>`, so the woven files are compiled again with a
number in each of these names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.files.plan_format import places_of
from orchestrion_py.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from orchestrion_py.weaving.package import Applied, Woven, WovenFile

_GENERATED = re.compile(rb"/\*line <generated>:1:1\*/")
_NUMBERED = re.compile(rb"(?m)^<generated-(\d+)>:(\d+):\d+: (.*)$")
_RETURN = re.compile(rb"/\*line [^*]*?:(\d+)(?::(\d+))?\*/")
_HIDDEN = re.compile(r"__pyorch_(\w*[^\W_])_*")
_TOO_WIDE = (
    "if an aspect is not meant for this package, narrow its join point, for example with `package-filter: {root: true}`; "
    "otherwise reach the function with go:linkname, and list its package under `links:`"
)
# More errors than this are of the same cause.
_MOST_LINES = 20


def numbered(woven: Woven) -> list[bytes]:
    """Return the woven files with a number in each position of injected code, counted through all files."""
    count = 0
    texts = []
    for file in woven.files:
        pieces = _GENERATED.split(file.text)
        text = pieces[0]
        for piece in pieces[1:]:
            text += b"/*line <generated-%d>:1:1*/" % count + piece
            count += 1
        texts.append(text)
    return texts


def located(woven: Woven, output: bytes, restored: Callable[[bytes], bytes]) -> tuple[str, set[str]]:
    """Return the compiler's errors about numbered files with their aspects, and the ids of these aspects.

    The set is empty if the aspect of some error is not known. `restored` puts paths in place of placeholders.
    """
    runs = [(file, match.end()) for file in woven.files for match in _GENERATED.finditer(file.text)]
    lines: list[str] = []
    ids: set[str] = set()
    is_known = True
    for line in output.rstrip(b"\n").split(b"\n")[:_MOST_LINES]:
        found = _NUMBERED.match(line)
        if found is None or int(found[1]) >= len(runs):
            lines.append(_readable(restored(line)))
            continue
        file, start = runs[int(found[1])]
        applied = _applied(file, start)
        is_known = is_known and bool(applied)
        ids.update(each.id for each in applied)
        place = f"{file.path}:{applied[0].line}:{applied[0].column}" if applied else file.path
        names = ", ".join(repr(each.id) for each in applied)
        lines.append(f"{place}: {f'aspect {names}: ' if names else ''}{_readable(found[3])}")
        lines.append(f"    {_code(file.text, start, int(found[2]))}")
    return "\n".join(lines), ids if is_known else set()


def named(ids: Collection[str], facts: Mapping[str, Any]) -> str:
    """Return aspects with the places where they stand, for a message."""
    places = places_of(facts, ids)
    return ", ".join(f"{each!r}{f' ({places[each]})' if each in places else ''}" for each in sorted(ids))


def with_place(message: str, facts: Mapping[str, Any]) -> str:
    """Add to the aspect that a message names the place where it stands."""
    first, line_break, rest = message.partition("\n")
    for each in {str(aspect.get("id", "")) for aspect in facts["aspects"]} - {""}:
        if f"aspect {each!r}" in first:
            first = first.replace(f"aspect {each!r}", f"aspect {named([each], facts)}", 1)
            break
    return first + line_break + rest


def with_aspects(fault: Fault, ids: Collection[str], facts: Mapping[str, Any]) -> Fault:
    """Return a fault of packages that aspects inject, with the aspects."""
    first, line_break, rest = fault.message.partition("\n")
    hint = _TOO_WIDE if "an injection cycle: " in fault.message else fault.hint
    return Fault(f"{first}; aspects: {named(ids, facts)}{line_break}{rest}", hint, status=fault.status)


def _applied(file: WovenFile, start: int) -> list[Applied]:
    """Return the aspects whose node begins last before the original text that follows an injected run."""
    following = _RETURN.search(file.text, start)
    if following is None:
        return []
    place = (int(following[1]), int(following[2] or 1))
    before = [each for each in file.aspects if (each.line, each.column) <= place]
    last = max(((each.line, each.column) for each in before), default=None)
    return [each for each in before if (each.line, each.column) == last]


def _code(text: bytes, start: int, line: int) -> str:
    end = text.find(b"/*line ", start)
    lines = text[start : end if end >= 0 else len(text)].split(b"\n")
    return _readable(lines[line - 1].strip().lstrip(b"{; ")) if line <= len(lines) else ""


def _readable(text: bytes) -> str:
    """Return text with the names that aspects write, in place of the hidden ones."""
    return _HIDDEN.sub(r"\1", text.decode("utf-8", "replace"))
