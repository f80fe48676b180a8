"""A build has one back end: a project must not extend a file that pyorch ships for another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.builtin import folder
from orchestrion_py.aspects.files.loading import SHIPPED
from orchestrion_py.aspects.files.yaml_file import read_yaml
from orchestrion_py.faults import Fault
from orchestrion_py.vendors.back_end import VARIABLE
from orchestrion_py.vendors.registry import VENDORS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestrion_py.aspects.files.loading import AspectFile
    from orchestrion_py.vendors.vendor import Vendor


def refuse_other_back_ends(files: Iterable[AspectFile], vendor: Vendor) -> None:
    """Raise Fault if one of the files extends a file of another vendor than that of the build."""
    shipped = Path(folder()).resolve()
    others = {each.name for each in VENDORS} - {vendor.name}
    for file in files:
        for index, path in enumerate(Path(each).resolve() for each in file.extends):
            name = path.relative_to(shipped) if path.is_relative_to(shipped) else Path()
            if name.parts and name.parts[0] in others:
                line, column = read_yaml(file.path).child("extends").child(index).place()
                raise _fault(f"{file.path}:{line}:{column}", name, vendor)


def _fault(place: str, name: Path, vendor: Vendor) -> Fault:
    other, *rest = name.parts
    own = Path(vendor.name, *rest)
    hint = f"set {VARIABLE}={other}" + (f", or extend {SHIPPED}{own}" if Path(folder(), own).is_file() else "")
    return Fault(f"{place}: cannot extend {SHIPPED}{name}: the back end of this build is {vendor.name}", hint)
