"""What a build prints about its aspects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.catalogue import Integration
from orchestrion_py.toolexec.plan.plan_remarks import missing_packages, unpinned, unresolved_imports
from tests.toolexec.plan.tables import aspect_file, package, table

if TYPE_CHECKING:
    from pathlib import Path


def test_imports_of_the_tool_file_that_no_module_has() -> None:
    packages = table(package("example.com/a", folder="/a"), package("example.com/b", error="not found"))
    (remark,) = unresolved_imports(["example.com/a", "example.com/b", "example.com/c"], packages)
    assert remark.startswith(
        "orchestrion.tool.go imports packages that no required module has: example.com/b, example.com/c;"
    )
    assert unresolved_imports(["example.com/a"], packages) == ()


def test_integrations_that_the_program_could_use(tmp_path: Path) -> None:
    def integration(name: str, *targets: str) -> Integration:
        return Integration("v", name, name, str(tmp_path / f"{name}.yml"), targets, (), (), {})

    integrations = [integration("gin", "example.com/gin"), integration("mux", "example.com/mux"), integration("any")]
    inactive = [aspect_file(tmp_path / f"{name}.yml") for name in ("any", "gin", "mux")]
    (remark,) = missing_packages(inactive, integrations, {"example.com/gin"})
    assert remark.startswith("not instrumented, because the tracing packages are not required: any, gin;")
    assert "pyorch pin" in remark
    assert missing_packages(inactive[2:], integrations, {"example.com/gin"}) == ()


def test_a_module_that_go_builds_by_its_version_cannot_be_pinned() -> None:
    assert unpinned("example.com/m").startswith("not instrumented: example.com/m is not pinned")


def test_an_exporter_that_nobody_chose_is_not_missing(tmp_path: Path) -> None:
    def exporter(name: str) -> Integration:
        return Integration("v", name, name, str(tmp_path / f"{name}.yml"), (), (), (), {}, exporter=name)

    both = [exporter("http"), exporter("grpc")]
    http, grpc = (aspect_file(tmp_path / f"{name}.yml") for name in ("http", "grpc"))
    assert missing_packages([grpc], both, (), ("http",)) == ()
    assert missing_packages([http], both, (), ("http",)) == ()
    (remark,) = missing_packages([http, grpc], both, (), ("http",))
    assert remark.startswith("not instrumented, because the tracing packages are not required: http;")
