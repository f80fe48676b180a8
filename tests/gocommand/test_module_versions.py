"""Versions are sorted as cmd/go sorts them."""

import random

import pytest

from orchestrion_py.gocommand import module_versions

ASCENDING = [
    "v0.0.0-20191204190536-9bdfabe68543",
    "v0.9.0",
    "v0.10.0-rc.1",
    "v0.10.0-rc.2",
    "v0.10.0-rc.10",
    "v0.10.0-rc.x",
    "v0.10.0",
    "v1.2.3",
    "v1.10.0+incompatible",
    "v2.5.1-0.20250101000000-0123456789ab",
    "v2.5.1",
]


def test_order() -> None:
    shuffled = random.Random(7).sample(ASCENDING, len(ASCENDING))
    assert sorted(shuffled, key=module_versions.order) == ASCENDING


@pytest.mark.parametrize("text", ["", "latest", "2.5.0", "v2", "v2.5", "v2.5.0.1", "v2.5.0 "])
def test_text_that_is_not_a_version_comes_first(text: str) -> None:
    assert not module_versions.is_version(text)
    assert module_versions.order(text) < module_versions.order("v0.0.0-0")


def test_pseudo_versions_differ_from_release_candidates() -> None:
    assert module_versions.is_pseudo("v2.5.1-0.20250101000000-0123456789ab")
    assert module_versions.is_pseudo("v0.0.0-20191204190536-9bdfabe68543")
    assert not module_versions.is_pseudo("v2.5.1-rc.1")
    assert module_versions.is_prerelease("v2.5.1-rc.1")
    assert not module_versions.is_prerelease("v2.5.1+incompatible")
