"""`package-filter`: a glob over import paths, or over the paths inside the main module."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects import literal_filter
from orchestrion_py.aspects.globs import matches
from orchestrion_py.aspects.whole_package import WholePackage

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.literal_filter import LiteralFilter
    from orchestrion_py.weaving.package import Package

_GLOB = re.compile(r"[*?\[\\]")


@dataclass(frozen=True, slots=True)
class PackageFilter(WholePackage):
    """`**` stands for any number of path elements; with `root`, the pattern is relative to the main module."""

    pattern: str
    root: bool

    def literal_filter(self) -> LiteralFilter:
        if self.root:
            return literal_filter.in_main_module()
        literal = _GLOB.split(self.pattern, maxsplit=1)[0]
        if literal == self.pattern:
            return literal_filter.package_is(literal)
        if literal.endswith("/"):  # a/** is a as well as what is below it
            return literal_filter.any_of(
                (literal_filter.package_is(literal[:-1]), literal_filter.package_below(literal))
            )
        return literal_filter.package_below(literal)

    def may_match_package(self, package: Package) -> bool:
        path = package.import_path
        if self.root:
            module = package.main_module
            if not module or (path != module and not path.startswith(module + "/")):
                return False
            path = path[len(module) + 1 :] or "."
            if not self.pattern:
                return True
        return matches(self.pattern, path)


def decode(value: Value) -> PackageFilter:
    """A pattern, or a mapping with `root` and `pattern`."""
    if isinstance(value.data, str):
        return PackageFilter(value.string(), root=False)
    value.mapping()
    root, pattern = value.get("root"), value.get("pattern")
    is_relative = root is not None and root.boolean()
    if pattern is None and not is_relative:
        value.fail("add a `pattern`, or `root: true` for the whole main module")
    return PackageFilter(pattern.text() if pattern is not None else "", is_relative)


def needs_main_module(data: Any) -> bool:
    """Whether an aspect, as plain data, matches by paths relative to the main module."""
    if isinstance(data, dict):
        options = data.get("package-filter")
        return (isinstance(options, dict) and bool(options.get("root"))) or any(map(needs_main_module, data.values()))
    return isinstance(data, list) and any(map(needs_main_module, data))
