"""Which releases of Go pyorch refuses."""

import pytest

from orchestrion_py.gocommand.releases import is_too_old, oldest_go


@pytest.mark.parametrize(
    ("version", "too_old"),
    [
        ("go1.24.9", True),
        ("go1.25", False),
        ("go1.25rc1", False),
        ("go1.100.2", False),
        ("go2.0", False),
        ("devel go1.24-1a2b3c Mon Jan 1", True),
        ("devel go1.27-1a2b3c", False),
        ("devel +1a2b3c", False),
    ],
)
def test_a_release_is_too_old(version: str, too_old: bool) -> None:
    assert is_too_old(version) is too_old


def test_the_oldest_release_as_people_write_it() -> None:
    assert oldest_go() == "1.25"
