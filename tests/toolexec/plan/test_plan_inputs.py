"""The files that every plan depends on."""

from __future__ import annotations

from orchestrion_py.gocommand.build_context import BuildContext
from orchestrion_py.toolexec.plan.plan_inputs import plan_inputs

SETTINGS = {"GOENV": "/home/env", "GOMOD": "/src/go.mod", "GOWORK": ""}


def inputs(*flags: str, **settings: str) -> list[str]:
    found = plan_inputs(BuildContext("/src/sub", "/go/bin/go", flags, {}), {**SETTINGS, **settings})
    return [path for path in found if "/orchestrion_py/" not in path and not path.endswith(".yml")]


def test_go_its_settings_and_the_module() -> None:
    assert inputs() == [
        "/go/bin/go", "/home/env", "/src/go.mod", "/src/go.sum", "/src/go.mod", "/src/orchestrion.tool.go",
        "/src/vendor/modules.txt",
    ]  # fmt: skip


def test_another_go_mod_by_a_flag_and_the_tool_file_still() -> None:
    found = inputs("-modfile=../other.mod", "-tags=x")
    assert {"/src/sub/../other.mod", "/src/sub/../other.sum", "/src/orchestrion.tool.go"} <= set(found)
    assert "/src/go.sum" not in found


def test_a_workspace_outside_of_its_modules() -> None:
    assert inputs(GOMOD="/dev/null", GOWORK="/src/go.work") == [
        "/go/bin/go", "/home/env", "/src/go.work", "/src/go.work.sum",
    ]  # fmt: skip


def test_pyorch_s_own_code_and_aspects() -> None:
    found = plan_inputs(BuildContext("/src", "/go/bin/go", (), {}), SETTINGS)
    assert any(path.endswith("/toolexec/plan/tool_id.py") for path in found)
    assert any(path.endswith(".yml") for path in found)
