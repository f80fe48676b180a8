"""`pyorch unpin` takes out what `pyorch pin` put in, and `pin --dry-run` writes nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

_MAIN = 'package main\n\nimport "net/http"\n\nfunc main() { _ = http.DefaultClient }\n'
_MODULE = {"go.mod": "module example.com/pinned\n\ngo 1.26.0\n", "main.go": _MAIN}
_TOOLS = '//go:build tools\n\npackage tools\n\nimport _ "go.opentelemetry.io/otel/attribute" // for my own tools\n'


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("back_end", ["datadog", "otel"])
def test_the_module_is_as_before_the_pin(workshop: Workshop, back_end: str) -> None:
    workshop.write(_MODULE)
    dry = workshop.pyorch("pin", "--backend", back_end, "--dry-run")
    assert dry.code == 0, dry.err
    assert "would write go.mod, go.sum, orchestrion.tool.go; nothing was written" in dry.out
    assert "+++ go.mod\n" in dry.out
    assert contents(workshop.folder) == _MODULE

    pinned = json.loads(workshop.pyorch("pin", "--backend", back_end, "--json").out)
    assert (pinned["version"], pinned["module"], pinned["dryRun"]) == (1, "example.com/pinned", False)
    assert pinned["changed"] == ["go.mod", "go.sum", "orchestrion.tool.go"]
    before = contents(workshop.folder)

    assert "--- orchestrion.tool.go\n" in workshop.pyorch("unpin", "--dry-run").out
    assert contents(workshop.folder) == before
    assert workshop.pyorch("unpin").code == 0
    assert contents(workshop.folder) == _MODULE
    again = workshop.pyorch("unpin")
    assert (again.code, again.out) == (0, "example.com/pinned is not pinned: nothing to change\n")


def test_imports_and_requirements_of_the_user_stay(workshop: Workshop) -> None:
    workshop.write({**_MODULE, "orchestrion.tool.go": _TOOLS})
    assert workshop.go("get", "go.opentelemetry.io/otel@v1.47.0").code == 0
    assert workshop.go("mod", "tidy").code == 0
    before = contents(workshop.folder)
    assert workshop.pyorch("pin", "--backend", "otel").code == 0
    assert "contrib/instrumentation" in contents(workshop.folder)["orchestrion.tool.go"]
    unpinned = workshop.pyorch("unpin")
    assert unpinned.code == 0, unpinned.err
    assert "orchestrion.tool.go still imports go.opentelemetry.io/otel/attribute" in unpinned.out
    assert contents(workshop.folder) == before


def test_indirect_versions_that_the_pin_raised_are_as_before(workshop: Workshop) -> None:
    main = 'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc main() { _ = gin.New() }\n'
    required = f"{_MODULE['go.mod']}\nrequire github.com/gin-gonic/gin v1.10.1\n"
    workshop.write({"go.mod": required, "main.go": main})
    assert workshop.go("mod", "tidy").code == 0
    before = contents(workshop.folder)
    raised = json.loads(workshop.pyorch("pin", "--json").out)["raised"]
    assert "golang.org/x/net" in {each["name"] for each in raised}
    assert workshop.pyorch("unpin").code == 0
    assert contents(workshop.folder) == before
