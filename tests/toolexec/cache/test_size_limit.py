"""PYORCH_CACHE_SIZE: sizes that a user may write, and a clear message for the rest."""

from __future__ import annotations

import pytest

from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.cache.size_limit import size_limit


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("1", 1),
        ("4096", 4096),
        ("500M", 500 << 20),
        ("500m", 500 << 20),
        ("500MB", 500 << 20),
        ("500 MiB", 500 << 20),
        ("1.5G", 3 << 29),
        ("64K", 64 << 10),
        ("2T", 2 << 40),
        ("100B", 100),
        ("", 2 << 30),
    ],
)
def test_sizes(text: str, size: int) -> None:
    assert size_limit({"PYORCH_CACHE_SIZE": text}) == size


def test_the_default_is_two_gibibytes() -> None:
    assert size_limit({}) == 2 << 30


@pytest.mark.parametrize("text", ["0", "0.0001", "-1", "big", "M", "1,5G", "5X", "1e9", "9" * 400, "1 2", "inf", "٣"])
def test_what_is_not_a_size(text: str) -> None:
    with pytest.raises(Fault, match="is not a size above zero") as caught:
        size_limit({"PYORCH_CACHE_SIZE": text})
    assert "PYORCH_CACHE_SIZE=500M" in caught.value.hint
