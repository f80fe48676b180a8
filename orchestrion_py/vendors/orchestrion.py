"""Orchestrion: the tool whose aspect language pyorch reads, and whose modules pyorch builds by Orchestrion's rules."""

from __future__ import annotations

from orchestrion_py.vendors.vendor import NEVER, NORMAL, SpecialPackages

# A tool file that imports this package was written by Orchestrion.
MODULE = "github.com/DataDog/orchestrion"
# The comment that Orchestrion writes behind its own lines of a tool file.
TOOL_FILE_MARK = "integration"

PACKAGES: SpecialPackages = (
    (f"{MODULE}/runtime/...", NORMAL),
    (f"{MODULE}/...", NEVER),
)
IGNORE_DIRECTIVES = ("orchestrion:ignore",)

# The folder in aspects/ that holds the aspects which are part of the language: every build has them.
LANGUAGE_FOLDER = "orchestrion"
