"""versions.yml in a vendor's folder of aspects: the versions that pyorch is tested with, and those that it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.builtin import folder
from orchestrion_py.aspects.files.yaml_file import read_yaml

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.vendors.vendor import Vendor

FILE_NAME = "versions.yml"


def section(vendor: Vendor, key: str) -> list[tuple[str, Value]]:
    """The entries below a key, in the order of the file; a vendor without the file or the key has none."""
    values = value_of(vendor, key)
    return list(values.entries()) if values is not None else []


def value_of(vendor: Vendor, key: str) -> Value | None:
    """The value of a key; None if the vendor has no file, or the file no such key."""
    path = Path(folder(), vendor.name, FILE_NAME)
    return read_yaml(str(path)).get(key) if path.is_file() else None
