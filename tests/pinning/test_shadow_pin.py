"""When a shadow fits a module, and when go accepts none; all without running go."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from orchestrion_py.gocommand.failures import NotInModuleError
from orchestrion_py.pinning import read_shadow
from orchestrion_py.pinning.pin_errors import ShadowRefusedError

STAMP = "stamp"
NO_WORKSPACE = {"GOWORK": "off"}


@pytest.fixture
def module(tmp_path: Path) -> Path:
    directory = tmp_path / "module"
    directory.mkdir()
    (directory / "go.mod").write_text("module example.com/app\n\ngo 1.25.0\n\nreplace example.com/b => ../b\n")
    return directory


def put_in_place(module: Path, cache: Path) -> None:
    folder = Path(read_shadow.shadow_folder(str(module), str(cache), STAMP))
    folder.mkdir(parents=True)
    facts = {"integrations": ["web"], "raised": [["go", "1.23.0", "1.24.0", False]], "mended": ["x"]}
    (folder / read_shadow.FACTS).write_text(json.dumps({**facts, "sum": read_shadow.sum_of(facts, str(folder))}))


def test_a_fresh_shadow_is_found_by_reading_files(module: Path, tmp_path: Path) -> None:
    assert read_shadow.fresh_shadow(str(module), str(tmp_path), STAMP, NO_WORKSPACE) is None
    put_in_place(module, tmp_path)
    found = read_shadow.fresh_shadow(str(module), str(tmp_path), STAMP, NO_WORKSPACE)
    assert found is not None
    assert Path(found.modfile).name == "go.mod"
    assert found.integrations == ("web",)
    assert found.raised == (read_shadow.RaisedInShadow("go", "1.23.0", "1.24.0", indirect=False),)
    assert found.mended == ("x",)


def test_a_damaged_shadow_is_made_again(module: Path, tmp_path: Path) -> None:
    put_in_place(module, tmp_path)
    folder = Path(read_shadow.shadow_folder(str(module), str(tmp_path), STAMP))
    (folder / "go.mod").write_text("module example.com/other\n")
    assert read_shadow.fresh_shadow(str(module), str(tmp_path), STAMP, NO_WORKSPACE) is None


@pytest.mark.parametrize("name", ["go.mod", "go.sum", "../b/go.mod"])
def test_a_change_of_its_inputs_makes_a_shadow_stale(name: str, module: Path, tmp_path: Path) -> None:
    put_in_place(module, tmp_path)
    (module / name).parent.mkdir(exist_ok=True)
    with (module / name).open("a") as file:
        file.write("// more\n")
    assert read_shadow.fresh_shadow(str(module), str(tmp_path), STAMP, NO_WORKSPACE) is None


def test_other_integrations_make_a_shadow_stale(module: Path, tmp_path: Path) -> None:
    put_in_place(module, tmp_path)
    assert read_shadow.fresh_shadow(str(module), str(tmp_path), "other", NO_WORKSPACE) is None


def test_the_stamp_changes_with_the_aspect_files_and_the_version(tmp_path: Path) -> None:
    (tmp_path / "web.yml").write_text("aspects: []\n")
    first = read_shadow.stamp_of(str(tmp_path), "0.1.0")
    assert read_shadow.stamp_of(str(tmp_path), "0.1.0") == first
    assert read_shadow.stamp_of(str(tmp_path), "0.2.0") != first
    (tmp_path / "web.yml").write_text("aspects: [ ]\n")
    assert read_shadow.stamp_of(str(tmp_path), "0.1.0") != first


def test_no_shadow_in_a_workspace(module: Path, tmp_path: Path) -> None:
    (tmp_path / "go.work").write_text("go 1.25.0\n\nuse ./module\n")
    with pytest.raises(ShadowRefusedError, match=r"go\.work") as refused:
        read_shadow.fresh_shadow(str(module), str(tmp_path), STAMP, {})
    assert "pyorch pin" in refused.value.hint
    assert read_shadow.fresh_shadow(str(module), str(tmp_path), STAMP, NO_WORKSPACE) is None


def test_no_shadow_beside_a_vendor_folder(module: Path, tmp_path: Path) -> None:
    (module / "vendor").mkdir()
    (module / "vendor" / "modules.txt").touch()
    with pytest.raises(ShadowRefusedError, match="vendor") as refused:
        read_shadow.fresh_shadow(str(module), str(tmp_path), STAMP, NO_WORKSPACE)
    assert "pyorch pin" in refused.value.hint
    env = NO_WORKSPACE | {"GOFLAGS": "-v '-mod=mod'"}
    assert read_shadow.fresh_shadow(str(module), str(tmp_path), STAMP, env) is None


def test_no_module(tmp_path: Path) -> None:
    with pytest.raises(NotInModuleError):
        read_shadow.fresh_shadow(str(tmp_path), str(tmp_path), STAMP, NO_WORKSPACE)


def test_finding_a_shadow_imports_few_modules() -> None:
    code = (
        "import sys; import orchestrion_py.pinning.shadow_pin;"
        "print(*(n for n in ('typer', 'rich', 'yaml', 'pathlib', 'dataclasses', 'subprocess') if n in sys.modules))"
    )
    # -S: the .pth files of a site directory may import anything.
    run = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
