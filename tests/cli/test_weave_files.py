"""`pyorch weave FILE` prints what `pyorch weave PACKAGE` prints for that file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orchestrion_py.cli.weave import weave

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

FILES = {
    "go.mod": "module example.com/m\n\ngo 1.25\n",
    "shop/a.go": "package shop\n\nvar A = func() int { return 1 }\n\ntype T struct{}\n\nfunc (T) Error() string { return A2 }\n",
    "shop/b.go": "package shop\n\nvar B = func() (interface{}, error) { return nil, T{} }\n\nfunc F() T { return T{} }\n",
    "shop/c_windows.go": "package shop\n\nvar C = func() int { return 1 }\n\nconst A2 = ``\n",
    "shop/c_unix.go": "//go:build unix\n\npackage shop\n\nconst A2 = ``\n",
    "shop/b_test.go": "package shop\n\nfunc helper() (any, error) { return nil, nil }\n",
    "a.yml": """\
aspects:
  - id: root
    join-point: {all-of: [{package-filter: {root: true}}, {function-body: {function: [{name: F}]}}]}
    advice: [{prepend-statements: {template: println("root")}}]
  - id: signature
    join-point: {function-body: {function: [{signature: {returns: [any, error]}}]}}
    advice: [{prepend-statements: {template: 'println({{ printf "%q" .Function.QualifiedName }})'}}]
  - id: types
    join-point: {function-body: {function: [{final-result-implements: error}]}}
    advice: [{prepend-statements: {template: println("types")}}]
""",
}


@pytest.fixture
def module(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / "m" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "m" / name).write_text(text)
    return tmp_path / "m"


def test_a_file_is_woven_as_in_its_package(
    module: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def woven(target: str, import_path: str = "") -> str:
        weave([target], [module / "a.yml"], import_path)
        return capfd.readouterr().out

    monkeypatch.chdir(module)
    expected = woven("./shop")
    assert '{println("root")' in expected
    assert '{println("init.func2")' in expected
    assert '{println("types")' in expected
    assert woven("shop/b.go") == expected
    assert woven("shop/b.go", "example.com/m/shop") == expected
    assert '{println("helper")' in woven("shop/b_test.go")
    monkeypatch.chdir(module / "shop")
    assert woven("b.go") == expected.replace("shop/b.go", "b.go")
    monkeypatch.chdir(module.parent)
    assert woven("m/shop/b.go") == expected.replace("shop/b.go", "m/shop/b.go")


def test_a_file_in_another_folder_is_woven_as_in_the_package_that_the_import_path_names(
    module: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def woven(target: str, import_path: str = "") -> str:
        weave([target], [module / "a.yml"], import_path)
        return capfd.readouterr().out

    elsewhere = module.parent / "b.go"
    elsewhere.write_text(FILES["shop/b.go"])
    monkeypatch.chdir(module)
    expected = woven("./shop")
    assert woven(str(elsewhere), "example.com/m/shop") == expected.replace("shop/b.go", str(elsewhere))
    elsewhere.write_text("package shop\n\nfunc F() {}\n")
    assert woven(str(elsewhere)) == ""
