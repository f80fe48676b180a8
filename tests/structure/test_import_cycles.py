"""No module of orchestrion_py imports itself through others, not even under TYPE_CHECKING or inside a function."""

from __future__ import annotations

import graphlib

import pytest

from tests.structure.modules import import_graph, product_modules


def cycle_in(graph: dict[str, set[str]]) -> list[str]:
    """The modules along one cycle, each imported by the one before it; empty if there is none."""
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        cycle: list[str] = error.args[1]
        return cycle[::-1]
    return []


def test_the_product_has_no_import_cycle() -> None:
    graph = import_graph({name: path.read_text(encoding="utf-8") for name, path in product_modules().items()})
    assert cycle_in(graph) == []


@pytest.mark.parametrize(
    "text",
    [
        "import p.b",
        "from p import b",
        "from p.b import name",
        "if TYPE_CHECKING:\n    from p.b import name",
        "def f():\n    from p import b",
    ],
)
def test_every_kind_of_import_can_close_a_cycle(text: str) -> None:
    graph = import_graph({"p": "", "p.a": text, "p.b": "from p.c import name", "p.c": "import p.a"})
    assert set(cycle_in(graph)) == {"p.a", "p.b", "p.c"}


def test_importing_a_module_of_a_package_is_not_importing_the_package() -> None:
    graph = import_graph({"p": "from p.a import name", "p.a": "from p import b", "p.b": ""})
    assert cycle_in(graph) == []
