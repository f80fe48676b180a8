"""The modules of orchestrion_py and what each of them imports, read from the source."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.helpers.paths import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PRODUCT = REPOSITORY / "orchestrion_py"


def product_modules() -> dict[str, Path]:
    """The source file of each module by its dotted name; a package has the file `__init__.py`."""
    return {_dotted(path): path for path in sorted(PRODUCT.rglob("*.py"))}


def import_graph(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """The modules that each module imports, anywhere in its source: under TYPE_CHECKING and in functions too.

    `sources` maps dotted names to source text. Imports of other modules do not count.
    """
    return {name: set(_imports(text, sources)) - {name} for name, text in sources.items()}


def _dotted(path: Path) -> str:
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(text: str, known: Mapping[str, str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import at line {node.lineno}"
            # `from package import name`: the name is a module of the package, or something that the package defines.
            for alias in node.names:
                submodule, package = f"{node.module}.{alias.name}", node.module or ""
                yield from (name for name in (submodule if submodule in known else package,) if name in known)
