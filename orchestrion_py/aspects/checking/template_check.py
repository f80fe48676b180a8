"""Checks the code of an aspect: the template must parse, and so must the Go that it renders on every path."""

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

# Takes Go files. Returns for each None, or the byte offset at which Go's parser stops, and its message.
GoParser = Callable[[Sequence[str]], Sequence[tuple[int, str] | None]]
_LINKNAME = re.compile(r"^//go:linkname\s+\S+\s+(\S+)\.[^\s.]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Slip:
    """The place in a rendered text where it stops being Go."""

    offset: int
    message: str


def code_findings(value: Value, kind: str, parse_go: GoParser | None) -> Iterator[Finding]:
    """Find what is wrong with code that renders an expression, statements or declarations."""
    text = value.child("template")
    try:
        template = parse_template(text)
    except AspectError as error:
        yield fault_of(error)
        return
    found = list(variants(template))
    yield from {_unknown_field(text, *each) for variant in found for each in variant.unknown_fields}
    yield from _go_faults(text, kind, found, parse_go)
    yield from _unused_imports(value, template)
    if kind == "declarations":
        yield from _unused_links(value, template)


def _unknown_field(text: Value, position: int, message: str) -> Finding:
    place = text.place_in_text(*line_and_column(text.data, position))
    return Finding(text.file, *place, message)


def _go_faults(text: Value, kind: str, found: list[Variant], parse_go: GoParser | None) -> Iterator[Finding]:
    # A path that prints nothing is usually one that no real node takes.
    printing = [variant for variant in found if variant.text().strip()]
    if kind == "expression" and found and not printing:
        yield fault(text, "the template renders nothing, but must render an expression")
    reported: set[tuple[int, int]] = set()
    for variant, slip in zip(printing, _slips(kind, [each.text() for each in printing], parse_go), strict=True):
        if slip is None or _may_be_go(kind, variant, parse_go):
            continue
        line_column = line_and_column(text.data, variant.position(slip.offset))
        if line_column not in reported:
            reported.add(line_column)
            yield Finding(text.file, *text.place_in_text(*line_column), _message(variant.text(), slip))


def _message(rendered: str, slip: _Slip) -> str:
    start = rendered.rfind("\n", 0, slip.offset) + 1
    line = rendered[start:].partition("\n")[0].strip()
    return f"{slip.message}, in `{line}`" if line else slip.message


def _may_be_go(kind: str, variant: Variant, parse_go: GoParser | None) -> bool:
    """Whether the text is Go if other text stands for the unknown values."""
    if not any(part.is_guess for part in variant.parts):
        return False
    return None in _slips(kind, [variant.text(guess) for guess in GUESSES], parse_go)


def _slips(kind: str, rendered: Sequence[str], parse_go: GoParser | None) -> list[_Slip | None]:
    answers = parse_go([framed(kind, text) for text in rendered]) if parse_go and rendered else [None] * len(rendered)
    return [_slip(kind, text, answer) for text, answer in zip(rendered, answers, strict=True)]


def _slip(kind: str, rendered: str, answer: tuple[int, str] | None) -> _Slip | None:
    """Return the fault that the weaver or Go's parser finds; unmatched brackets explain it best."""
    try:
        check_snippet(kind, rendered)
        slip = _Slip(0, "") if answer is not None else None
    except SnippetError as error:
        # The place already gives the line in the file, so the line in the rendered text goes.
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
    """Warn if the template uses none of the linked packages.

    Some packages may be linked for their side effects, or because another linked package needs them.
    """
    links = value.get("links")
    if links is None or not isinstance(links.data, list) or not links.data:
        return
    if not any(path in links.data for path in _LINKNAME.findall(template.text)):
        yield warning(links, "no //go:linkname in the template reaches any of these packages")
