"""What a vendor is called, and what its packages and directives are called, stands in vendors/ and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

from orchestrion_py.aspects.files.builtin import folder
from orchestrion_py.vendors.registry import VENDORS
from tests.helpers.paths import REPOSITORY

PACKAGE = REPOSITORY / "orchestrion_py"
# cli's help may name vendors, traces reads what their libraries send, and vendors is the place for the names.
FREE = {"cli", "traces", "vendors"}
# GOTELEMETRY is Go's own.
NAMES = re.compile(r"datadog|dd-trace|ddtrace|opentelemetry|(?<![a-z])otel|\bdd:", re.IGNORECASE)
# Lines that may name a vendor, with the reason.
ALLOWED = {
    # An editor shows this example of a file that pyorch ships, and it must exist.
    ("aspects/schema.json", '"pyorch:otel/functions.yml"'),
}


def sources() -> list[Path]:
    found = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return sorted(path for path in found if path.relative_to(PACKAGE).parts[0] not in {*FREE, "builtin"})


def test_no_other_package_names_a_vendor() -> None:
    named = [
        (path.relative_to(PACKAGE).as_posix(), line.strip())
        for path in sources()
        for line in path.read_text(encoding="utf-8").splitlines()
        if NAMES.search(line)
    ]
    assert set(named) == ALLOWED


def test_every_package_but_the_free_ones_is_searched() -> None:
    searched = {path.relative_to(PACKAGE).parts[0] for path in sources()}
    assert searched >= {"aspects", "gocommand", "inspection", "instrument", "pinning", "toolexec", "types", "weaving"}
    assert all(NAMES.search(vendor.name) for vendor in VENDORS)


def test_what_counts_as_a_name() -> None:
    assert all(
        NAMES.search(text) for text in ("github.com/DataDog/x", "//dd:span", "OTEL_SDK", "otelhttp", "x.ddtrace")
    )
    assert not any(NAMES.search(text) for text in ("GOTELEMETRYDIR", "add: one", "hotel"))


def test_every_folder_of_aspects_is_a_vendor_s_or_the_language_s() -> None:
    folders = {path.name for path in Path(folder()).iterdir() if path.is_dir()}
    assert folders == {"orchestrion", *(vendor.name for vendor in VENDORS)}
