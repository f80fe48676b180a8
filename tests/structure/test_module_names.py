"""Module names of orchestrion_py that a reader can search for and that Python's tools can read."""

from __future__ import annotations

import keyword
from collections import Counter

from tests.structure.modules import product_modules

SPECIAL = {"__init__", "__main__"}


def test_no_two_modules_have_the_same_base_name() -> None:
    names = Counter(path.stem for path in product_modules().values() if path.stem not in SPECIAL)
    assert [name for name, count in names.items() if count > 1] == []


def test_no_module_or_package_has_a_name_that_tools_misread() -> None:
    words = {word for name in product_modules() for word in name.split(".")}
    # Keywords cannot be imported; pytest collects test_*.py; editors and ignore files hide folders named build or dist.
    misread = {w for w in words if keyword.iskeyword(w) or w.startswith("test_") or w in {"build", "dist"}}
    assert misread == set()
    assert all(word.isidentifier() for word in words)
