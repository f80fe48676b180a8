"""The code of an aspect: a template, its imports, the language version it needs, and the packages it links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py import __version__
from orchestrion_py.aspects.rendering.template_data import Dot
from orchestrion_py.aspects.templates import TemplateError, parse
from orchestrion_py.aspects.typename_value import decode_import_path, is_identifier
from orchestrion_py.weaving.snippets import to_pieces
from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.templates import Template
    from orchestrion_py.weaving.edits import Pieces
    from orchestrion_py.weaving.site import Site

_UNFINISHED = ": an {{if}}, {{range}}, {{with}}, {{define}} or {{block}} has no {{end}}"
_LANG = re.compile(r"go1\.[0-9]+")


@dataclass(frozen=True, slots=True)
class Code:
    """`imports` maps names in the template to import paths; `links` lists packages to link without an import."""

    template: Template
    imports: Mapping[str, str]
    lang: str
    links: tuple[str, ...]

    def render(self, kind: str, site: Site) -> Pieces:
        """Render the template for a node.

        `kind` is what it must render: expression, statements or declarations.
        """
        try:
            text = self.template.render(Dot(site, frozenset(self.imports)), _functions(site))
        except TemplateError as error:
            raise WeaveError(f"the template fails: {error}") from error
        pieces = to_pieces(kind, text, self.imports, site.file.imports)
        if self.lang:
            site.file.raise_lang(self.lang)
        site.file.links.update(self.links)
        return pieces


def _functions(site: Site) -> dict[str, Callable[..., object]]:
    return {"Version": _version, "Setting": site.file.form.setting}


def _version() -> str:
    return f"v{__version__}"


def decode_code(value: Value) -> Code:
    """Decode a mapping with `template`, and optionally `imports` and `lang`."""
    value.mapping()
    template = value.require("template")
    imports, lang = value.get("imports"), value.get("lang")
    return Code(
        template=parse_template(template),
        imports=_imports(imports) if imports is not None else {},
        lang=_lang(lang) if lang is not None else "",
        links=(),
    )


def parse_template(value: Value) -> Template:
    """Parse a template. Raises AspectError at the character where parsing stops."""
    try:
        return parse(value.string(), name="template")
    except TemplateError as error:
        hint = _UNFINISHED if error.reason == "unexpected EOF" else ""
        value.fail_in_text(f"the template does not parse: {error.reason}{hint}", *_before_end(value.data, error))


def _before_end(text: str, error: TemplateError) -> tuple[int, int]:
    """Return line and column of an error; one past the end of the text moves back to the end of its last word."""
    kept = text.rstrip()
    last = kept.count("\n") + 1
    return (error.line, error.column) if error.line <= last else (last, len(kept) - kept.rfind("\n"))


def _imports(value: Value) -> dict[str, str]:
    for name, path in value.entries():
        if not is_identifier(name):
            path.fail(f"{name!r} is not a Go identifier")
    return {name: decode_import_path(path) for name, path in value.entries()}


def _lang(value: Value) -> str:
    if not _LANG.fullmatch(value.string()):
        value.fail(f"{value.data!r} is not a language version: write go1.N")
    return value.string()
