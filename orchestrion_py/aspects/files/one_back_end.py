"""A build has one back end: a project must not extend a file that pyorch ships for another."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.builtin import folder
from orchestrion_py.aspects.files.yaml_file import read_yaml
from orchestrion_py.faults import Fault
from orchestrion_py.vendors.registry import VENDORS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestrion_py.aspects.files.loading import AspectFile
    from orchestrion_py.vendors.vendor import Vendor


def refuse_other_back_ends(files: Iterable[AspectFile], vendor: Vendor, variable: str) -> None:
    """Raise Fault if one of the files extends a file of another vendor; `variable` is what chooses the back end of a build."""
    for file in files:
        for index, path in enumerate(file.extends):
            other = _vendor_of(path)
            if other not in ("", vendor.name):
                _refuse(file, index, path, other, vendor, variable)


def _refuse(file: AspectFile, index: int, path: str, other: str, vendor: Vendor, variable: str) -> None:
    line, column = read_yaml(file.path).child("extends").child(index).place()
    name = os.path.basename(path)  # noqa: PTH119
    instead = f"pyorch:{vendor.name}/{name}"
    hint = f"set {variable}={other}"
    if Path(folder(), vendor.name, name).is_file():
        hint += f", or extend {instead}"
    raise Fault(
        f"{file.path}:{line}:{column}: cannot extend pyorch:{other}/{name}: the back end of this build is {vendor.name}",
        hint,
    )


def _vendor_of(path: str) -> str:
    """The vendor for which pyorch ships the file; empty for other files."""
    return next((each.name for each in VENDORS if Path(path).is_relative_to(Path(folder(), each.name))), "")
