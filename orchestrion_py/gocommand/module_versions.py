"""Module versions, ordered as cmd/go orders them."""

from __future__ import annotations

import re
from typing import TypeAlias

_SEMVER = re.compile(r"v(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?")
# https://go.dev/ref/mod#pseudo-versions: a time stamp and twelve digits of the commit end every one of the three forms.
_PSEUDO = re.compile(r"[-.]\d{14}-[0-9a-f]{12}(?:\+[0-9A-Za-z.-]+)?$")

Order: TypeAlias = tuple[int, int, int, int, tuple[tuple[int, int, str], ...]]


def is_version(text: str) -> bool:
    """Whether the text is a complete version: `v1.2.3`, perhaps with a pre-release or build part."""
    return _SEMVER.fullmatch(text) is not None


def is_pseudo(version: str) -> bool:
    """Whether the version names a commit and no release."""
    return _PSEUDO.search(version) is not None


def is_prerelease(version: str) -> bool:
    """Whether the version is a release candidate, a pseudo-version or the like."""
    match = _SEMVER.fullmatch(version)
    return match is not None and match[4] is not None


def is_unstable(version: str) -> bool:
    """Whether semantic versioning promises nothing about later versions: v0, and so every untagged module."""
    return version.startswith("v0.")


def order(version: str) -> Order:
    """Return a sort key; what is no version sorts before every version."""
    match = _SEMVER.fullmatch(version)
    if match is None:
        return (-1, 0, 0, 0, ())
    major, minor, patch, prerelease = match.groups()
    identifiers = tuple(_identifier(part) for part in prerelease.split(".")) if prerelease else ()
    return (int(major), int(minor), int(patch), 0 if prerelease else 1, identifiers)


def _identifier(part: str) -> tuple[int, int, str]:
    return (0, int(part), "") if part.isdigit() else (1, 0, part)
