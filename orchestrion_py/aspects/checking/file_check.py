"""Checks whole aspect files, and the files that they extend."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.aspects.checking.findings import Finding, fault_of
from orchestrion_py.aspects.checking.schema_check import shape_faults
from orchestrion_py.aspects.checking.semantic_check import aspect_findings, duplicates
from orchestrion_py.aspects.decoding import decode_aspect
from orchestrion_py.aspects.files.loading import extended_path
from orchestrion_py.aspects.files.yaml_file import read_yaml
from orchestrion_py.aspects.files.yaml_value import AspectError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orchestrion_py.aspects.checking.template_check import GoParser
    from orchestrion_py.aspects.files.yaml_value import Value


@dataclass(frozen=True, slots=True)
class Report:
    """The result for one file; `findings` are sorted by place."""

    path: str
    aspects: int
    extends: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> int:
        """The number of findings that are not mere warnings."""
        return sum(not finding.is_warning for finding in self.findings)


def check_files(paths: Iterable[str], parse_go: GoParser | None = None) -> Iterator[Report]:
    """Check files and, after each, the files that it extends; a file that appears twice is checked once.

    `parse_go` calls Go's own parser. Without it, the weaver's parser decides alone, which is a little more lenient.
    """
    seen: set[Path] = set()
    waiting = list(paths)
    while waiting:
        path = waiting.pop(0)
        real = Path(path).resolve()
        if real not in seen:
            seen.add(real)
            report = _check(path, parse_go)
            yield report
            waiting[:0] = report.extends


def _check(path: str, parse_go: GoParser | None) -> Report:
    try:
        root = read_yaml(path)
    except AspectError as error:
        return Report(path, 0, (), (fault_of(error),))
    findings = list(shape_faults(root))
    aspects = _children(root, "aspects")
    extends: list[str] = []
    for target in _children(root, "extends"):
        try:
            extends.append(extended_path(path, target))
        except AspectError as error:
            if fault_of(error).place not in {finding.place for finding in findings}:
                findings.append(fault_of(error))
    findings += duplicates(aspects)
    for aspect in aspects:
        findings += _aspect(aspect, parse_go)
    return Report(path, len(aspects), tuple(extends), tuple(sorted(set(findings), key=_by_place)))


def _by_place(finding: Finding) -> tuple[int, int, bool, str]:
    return finding.line, finding.column, finding.is_warning, finding.message


def _children(root: Value, key: str) -> list[Value]:
    value = root.get(key) if isinstance(root.data, dict) else None
    return value.items() if value is not None and isinstance(value.data, list) and value.data else []


def _aspect(aspect: Value, parse_go: GoParser | None) -> list[Finding]:
    """Return the findings of one aspect; if there are no faults, the decoders of a build must accept it too."""
    findings = [*shape_faults(aspect, {"$ref": "#/$defs/aspect"}), *aspect_findings(aspect, parse_go)]
    if all(finding.is_warning for finding in findings):
        try:
            decode_aspect(aspect)
        except AspectError as error:
            findings.append(fault_of(error))
    return findings
