"""The record of a program as a CycloneDX document."""

from __future__ import annotations

import json

from orchestrion_py.inspection.cyclonedx_document import cyclonedx_document
from tests.inspection.test_record_changes import OLD


def test_modules_are_components_and_places_are_properties() -> None:
    document = json.loads(cyclonedx_document(OLD))
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["component"]["name"] == "example.com/shop"
    assert [each["purl"] for each in document["components"]] == [
        "pkg:golang/a.io/m@v1.0.0",
        "pkg:golang/b.io/gone@v1.2.3",
    ]
    woven = [each["value"] for each in document["metadata"]["properties"] if each["name"] == "pyorch:woven"]
    assert woven == ["net/http server.go:10:2 server", "net/http server.go:20:2 server"]
    assert "timestamp" not in document["metadata"]


def test_the_same_record_gives_the_same_document() -> None:
    assert cyclonedx_document(OLD) == cyclonedx_document(OLD)
