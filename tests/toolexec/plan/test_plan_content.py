"""The content of a plan's files."""

from __future__ import annotations

import json

from orchestrion_py.gocommand.listing import Module
from orchestrion_py.toolexec.archives.folder_names import FolderNames
from orchestrion_py.toolexec.plan.active_aspects import Injection
from orchestrion_py.toolexec.plan.plan_content import common_packages, texts_of
from tests.toolexec.plan.tables import package, table


def injection(implied: str, *injected: str) -> Injection:
    return Injection(frozenset({implied} if implied else ()), frozenset(injected))


def test_common_packages_are_injected_without_need_of_a_module() -> None:
    packages = table(
        package("a.io/http"), package("a.io/always"), package("a.io/broken", error="oh"), package("a.io/gin")
    )
    injections = [
        injection("net/http", "a.io/http", "unsafe"),
        injection("", "a.io/always", "a.io/absent", "a.io/broken"),
        injection("b.io/gin", "a.io/gin"),
    ]
    assert common_packages(injections, packages) == ["a.io/always", "a.io/http"]
    assert common_packages([], packages) == []


def test_a_package_that_weaving_gives_more_imports_is_not_common() -> None:
    packages = table(package("a.io/api"), package("a.io/names"), package("a.io/http", imports=("a.io/api",)))
    injections = [
        injection("net/http", "a.io/http"),
        injection("a.io/http", "a.io/api", "sync"),
        injection("database/sql", "a.io/names"),
        injection("a.io/names", "a.io/api", "sync"),
    ]
    assert common_packages(injections, packages) == ["a.io/http"]


def test_the_literals_of_all_aspects_are_one_list() -> None:
    aspects = [{"id": "x", "literals": ["b", "a"]}, {"id": "y", "literals": ["c", "a"], "tracer-internal": True}]
    packages = table(package("m.io/p", imports=("b", "a")))
    texts = texts_of({"aspects": aspects, "builds-plugins": False}, packages, ":suffix", {})
    assert texts["suffix"] == ":suffix\n"
    assert texts["literals"] == "a\nb\nc\npackage-name main;\n"
    assert texts["index"] == "\tb\ta\ntracer-internal\tc\ta\n"
    assert json.loads(texts["graph.json"]) == {"m.io/p": ["a", "b"]}
    assert json.loads(texts["plan.json"]) == {"aspects": aspects, "builds-plugins": False}
    assert "always" not in texts


def test_an_aspect_without_literals_has_every_package_examined() -> None:
    texts = texts_of({"aspects": [{"id": "x", "literals": ["a"]}, {"id": "y", "literals": None}]}, {}, "", {})
    assert texts["always"] == ""
    assert texts["literals"] == "a\npackage-name main;\n"


def test_python_sees_each_injected_package_that_may_move() -> None:
    module = Module("example.com/app", "", main=True)
    packages = table(
        package("example.com/app/hook", folder="/src/app/hook", module=module),
        package("m.io/p/q", folder="/cache/m.io/p@v1.2.0/q", module=Module("m.io/p", "v1.2.0")),
        package("fmt", folder="/go/src/fmt"),
    )
    texts = texts_of({"aspects": []}, packages, "", {"example.com/app/hook": "example.com/app"})
    assert texts["literals"] == "package example.com/app/hook;\n"
    names = FolderNames(texts["folders"])
    assert "example.com/app/hook" in names
    assert names.rename(b"/src/app/hook/hook.go") == b"example.com/app/hook/hook.go"
    assert names.rename(b"/cache/m.io/p@v1.2.0/q/q.go") == b"m.io/p@v1.2.0/q/q.go"
    assert names.rename(b"/src/application.go") == b"/src/application.go"
    assert texts_of({"aspects": []}, packages, "", {})["folders"] == ""


def test_python_sees_each_main_package_which_gets_an_import_if_the_build_weaves() -> None:
    texts = texts_of({"aspects": [{"id": "x", "literals": ["a"]}], "builds-plugins": False}, {}, "", {})
    assert texts["literals"].endswith("package-name main;\n")
    assert texts_of({"aspects": []}, {}, "", {})["literals"] == ""


def test_python_sees_each_package_of_a_build_of_plugins_whose_main_packages_have_other_paths() -> None:
    texts = texts_of({"aspects": [{"id": "x", "literals": ["a"]}], "builds-plugins": True}, {}, "", {})
    assert texts["always"] == ""
    assert "always" not in texts_of({"aspects": [], "builds-plugins": True}, {}, "", {})
