"""Compares versions of modules as cmd/go does."""

from __future__ import annotations

import re
from typing import TypeAlias

_SEMVER = re.compile(r"v(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?")
# https://go.dev/ref/mod#pseudo-versions: all three forms end in a time stamp and twelve digits of the commit.
_PSEUDO = re.compile(r"[-.]\d{14}-[0-9a-f]{12}(?:\+[0-9A-Za-z.-]+)?$")

Order: TypeAlias = tuple[int, int, int, int, tuple[tuple[int, int, str], ...]]


def is_version(text: str) -> bool:
    """Return whether the text is a complete version: `v1.2.3`, perhaps with a pre-release or build part."""
    return _SEMVER.fullmatch(text) is not None


def is_pseudo(version: str) -> bool:
    """Return whether the version names a commit, not a release."""
    return _PSEUDO.search(version) is not None


def is_prerelease(version: str) -> bool:
    """Return whether the version is a pre-release, such as a release candidate or a pseudo-version."""
    match = _SEMVER.fullmatch(version)
    return match is not None and match[4] is not None


def is_unstable(version: str) -> bool:
    """Return whether later versions may be incompatible: versions v0, which all untagged modules have."""
    return version.startswith("v0.")


def order(version: str) -> Order:
    """Return a sort key; text that is not a version sorts before every version."""
    match = _SEMVER.fullmatch(version)
    if match is None:
        return (-1, 0, 0, 0, ())
    major, minor, patch, prerelease = match.groups()
    identifiers = tuple(_identifier(part) for part in prerelease.split(".")) if prerelease else ()
    return (int(major), int(minor), int(patch), 0 if prerelease else 1, identifiers)


def _identifier(part: str) -> tuple[int, int, str]:
    return (0, int(part), "") if part.isdigit() else (1, 0, part)
