"""The code of an aspect: its template parses, and so does the Go that it renders, whichever way it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.checking.findings import Finding, fault, fault_of, warning
from orchestrion_py.aspects.checking.symbolic_execution import Variant, variants
from orchestrion_py.aspects.checking.symbolic_values import GUESSES
from orchestrion_py.aspects.checking.unmatched_brackets import unmatched
from orchestrion_py.aspects.files.yaml_value import AspectError
from orchestrion_py.aspects.rendering.code_template import parse_template
from orchestrion_py.aspects.templates.template_errors import line_and_column
from orchestrion_py.weaving.snippets import check_snippet, framed, rendered_offset
from orchestrion_py.weaving.weave_errors import SnippetError

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.templates import Template

# Go files in; for each, None, or the byte at which Go's own parser stops and what it says.
GoParser = Callable[[Sequence[str]], Sequence[tuple[int, str] | None]]
_LINKNAME = re.compile(r"^//go:linkname\s+\S+\s+(\S+)\.[^\s.]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Slip:
    """Where in a rendered text it stops being Go."""

    offset: int
    message: str


def code_findings(value: Value, kind: str, parse_go: GoParser | None) -> Iterator[Finding]:
    """What is wrong with code that renders expressions, statements or declarations; it has a template."""
    text = value.child("template")
    try:
        template = parse_template(text)
    except AspectError as error:
        yield fault_of(error)
        return
    found = list(variants(template))
    yield from {_stranger(text, *each) for variant in found for each in variant.strangers}
    yield from _go_faults(text, kind, found, parse_go)
    yield from _unused_imports(value, template)
    if kind == "declarations":
        yield from _unused_links(value, template)


def _stranger(text: Value, position: int, message: str) -> Finding:
    place = text.place_in_text(*line_and_column(text.data, position))
    return Finding(text.file, *place, message)


def _go_faults(text: Value, kind: str, found: list[Variant], parse_go: GoParser | None) -> Iterator[Finding]:
    # A way on which nothing is printed is most often one that never comes about.
    printing = [variant for variant in found if variant.text().strip()]
    if kind == "expression" and found and not printing:
        yield fault(text, "the template renders nothing, but must render an expression")
    told: set[tuple[int, int]] = set()
    for variant, slip in zip(printing, _slips(kind, [each.text() for each in printing], parse_go), strict=True):
        if slip is None or _may_be_go(kind, variant, parse_go):
            continue
        line_column = line_and_column(text.data, variant.position(slip.offset))
        if line_column not in told:
            told.add(line_column)
            yield Finding(text.file, *text.place_in_text(*line_column), _message(variant.text(), slip))


def _message(rendered: str, slip: _Slip) -> str:
    start = rendered.rfind("\n", 0, slip.offset) + 1
    line = rendered[start:].partition("\n")[0].strip()
    return f"{slip.message}, in `{line}`" if line else slip.message


def _may_be_go(kind: str, variant: Variant, parse_go: GoParser | None) -> bool:
    """Whether the text is Go with something else in the places of what is not known."""
    if not any(part.is_guess for part in variant.parts):
        return False
    return None in _slips(kind, [variant.text(guess) for guess in GUESSES], parse_go)


def _slips(kind: str, rendered: Sequence[str], parse_go: GoParser | None) -> list[_Slip | None]:
    answers = parse_go([framed(kind, text) for text in rendered]) if parse_go and rendered else [None] * len(rendered)
    return [_slip(kind, text, answer) for text, answer in zip(rendered, answers, strict=True)]


def _slip(kind: str, rendered: str, answer: tuple[int, str] | None) -> _Slip | None:
    """What the weaver says, or Go's own parser; where brackets do not match, that is why."""
    try:
        check_snippet(kind, rendered)
        slip = _Slip(0, "") if answer is not None else None
    except SnippetError as error:
        # Which line of what is rendered matters less here than the line in the file, which the place says.
        slip = _Slip(error.offset, re.sub(r" near line \d+ of the \w+$", "", error.message))
    if slip is None:
        return None
    bracket = unmatched(rendered)
    if bracket is not None:
        offset, message = bracket
        return _Slip(offset, f"the template renders invalid Go: {message}")
    if answer is not None:
        offset, message = answer
        return _Slip(rendered_offset(kind, rendered, offset), f"the template renders invalid Go: {message}")
    return slip


def _unused_imports(value: Value, template: Template) -> Iterator[Finding]:
    imports = value.get("imports")
    for name, path in imports.entries() if imports is not None and isinstance(imports.data, dict) else ():
        if not re.search(rf"(?<![\w.]){re.escape(name)}\s*\.", template.text):
            yield warning(path, f"`{name}` is not used in the template")


def _unused_links(value: Value, template: Template) -> Iterator[Finding]:
    """Packages may be linked for their effects, or because one that is reached needs them; all of them for nothing is odd."""
    links = value.get("links")
    if links is None or not isinstance(links.data, list) or not links.data:
        return
    if not any(path in links.data for path in _LINKNAME.findall(template.text)):
        yield warning(links, "no //go:linkname in the template reaches any of these packages")
