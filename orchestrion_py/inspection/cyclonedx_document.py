"""The record of a program as a CycloneDX document, which tools for software bills of materials read.

The same record gives the same document: its serial number comes from the record, and it has no time.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from cyclonedx.model import Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.inspection.binary_record import Module, Record


def cyclonedx_document(record: Record) -> str:
    """Return the document: the program, the modules that were added to it, and as properties what was woven."""
    program = Component(name=record.main, type=ComponentType.APPLICATION, bom_ref=record.main)
    modules = [_component(module) for module in record.modules]
    bom = Bom(
        components=modules,
        serial_number=uuid.uuid5(uuid.NAMESPACE_URL, repr(record)),
        metadata=BomMetaData(component=program, properties=_properties(record)),
    )
    bom.metadata.timestamp = None  # type: ignore[assignment] # the format allows it, and builds are reproducible
    bom.register_dependency(program, modules)
    return JsonV1Dot6(bom).output_as_string(indent=2)


def _component(module: Module) -> Component:
    namespace, _, name = module.path.rpartition("/")
    return Component(
        name=module.path,
        version=module.version or None,
        type=ComponentType.LIBRARY,
        bom_ref=f"{module.path}@{module.version}",
        purl=PackageURL("golang", namespace or None, name, module.version or None),
        properties=[Property(name="go.sum", value=module.checksum)] if module.checksum else None,
    )


def _properties(record: Record) -> Iterator[Property]:
    yield Property(name="pyorch:version", value=record.pyorch)
    yield Property(name="pyorch:back-end", value=record.back_end)
    yield Property(name="go:version", value=record.go)
    for match in record.matches:
        yield Property(name="pyorch:woven", value=f"{match.package} {match.place} {match.aspect}")
