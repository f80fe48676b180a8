"""Security: limits of aspect files from other authors, which must not read other files, run commands or hang a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orchestrion_py.toolexec.archives.archive_note import read_note
from tests.helpers.paths import REPOSITORY
from tests.helpers.smallest_program import SHADE, WOVEN, aspect_on_colour, assert_one_clear_message, smallest_program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Result, Workshop

pytestmark = pytest.mark.build

HARMLESS = aspect_on_colour("prepend-statements: {template: println()}")
DEPENDENCY = {
    "go.mod": (
        "module example.com/smallest\n\ngo 1.25\n\nrequire example.com/lights v1.0.0\n\n"
        "replace example.com/lights => ./modules/lights\n"
    ),
    "orchestrion.tool.go": '//go:build tools\n\npackage tools\n\nimport _ "example.com/lights/lens"\n',
    "modules/lights/go.mod": "module example.com/lights\n\ngo 1.25\n",
    "modules/lights/lens/lens.go": "package lens\n",
    "modules/lights/orchestrion.yml": aspect_on_colour('prepend-statements: {template: println("its own")}'),
    "modules/secret/orchestrion.yml": aspect_on_colour('prepend-statements: {template: println("secret")}'),
    "orchestrion.yml": "",
}


def refused(workshop: Workshop) -> Result:
    """Check that pyorch refuses the build with one message and leaves no file."""
    built = workshop.pyorch("go", "build", "-o", "out", "./shade")
    assert built.code != 0
    assert_one_clear_message(built.text)
    return built


@pytest.mark.row("security", "path tricks in extends")
@pytest.mark.parametrize("way", ["../../secret", "../../secret/orchestrion.yml", "../lens/../../secret", "../.."])
def test_a_dependency_cannot_extend_files_outside_its_module(tmp_path: Path, way: str) -> None:
    workshop = smallest_program(
        tmp_path, **DEPENDENCY, **{"modules/lights/lens/orchestrion.yml": f"extends: [{way}]\n"}
    )
    told = refused(workshop)
    assert f"{tmp_path}/modules/lights/lens/orchestrion.yml:1:11: " in told.err
    assert "it lies outside its module" in told.err


@pytest.mark.row("security", "path tricks in extends")
def test_names_of_built_in_files_cannot_reach_other_files(tmp_path: Path) -> None:
    told = refused(smallest_program(tmp_path, **{"orchestrion.yml": "extends: ['pyorch:../../../../etc/passwd']\n"}))
    assert f"{tmp_path}/orchestrion.yml:1:11: " in told.err
    assert "it lies outside pyorch's own files" in told.err


@pytest.mark.row("security", "path tricks in extends")
def test_a_dependency_extends_files_of_its_module_and_the_project_any_file(tmp_path: Path) -> None:
    project = {
        "modules/lights/lens/orchestrion.yml": "extends: [../]\n",
        "inner/go.mod": "module example.com/inner\n\ngo 1.25\n",
        "inner/shade/shade.go": SHADE,
        "inner/orchestrion.yml": "extends: [../modules/lights/lens, ../modules/secret]\n",
    }
    outer = smallest_program(tmp_path, **DEPENDENCY, **project)
    for workshop, expected in ((outer, [True, False]), (outer.at("inner"), [True, True])):
        built = workshop.pyorch("go", "build", "-o", "out.a", "./shade")
        assert built.code == 0, built.text
        archive = (workshop.folder / "out.a").read_bytes()
        assert [text in archive for text in (b"its own", b"secret")] == expected


@pytest.mark.row("security", "path tricks in import paths")
@pytest.mark.parametrize(
    "path",
    ["../secret", "./shade", "/etc", "example.com/...", "all", "std", "cmd", "C", "-toolexec=touch", "x@latest",
     'fmt"; import "C', "fmt\\nos", "$(touch${IFS}x)", "`touch x`"],
)  # fmt: skip
def test_only_packages_of_the_module_graph_are_injected(tmp_path: Path, path: str) -> None:
    quoted = '"' + path.replace('"', '\\"') + '"'
    told = refused(smallest_program(tmp_path, **{"orchestrion.yml": aspect_on_colour(f"add-blank-import: {quoted}")}))
    assert f"{tmp_path}/orchestrion.yml:5:" in told.err
    assert "is not an import path" in told.err


@pytest.mark.row("security", "path tricks in import paths")
@pytest.mark.parametrize("path", ["../secret", "./modules/secret", "/etc", "./...", "all", "-toolexec=touch"])
def test_a_tool_file_names_packages_and_not_folders(tmp_path: Path, path: str) -> None:
    """Neither the project's tool file nor that of a dependency leads to a folder outside the module graph."""
    files = {
        **DEPENDENCY,
        "modules/secret/secret.go": "package secret\n",
        "modules/lights/lens/orchestrion.tool.go": f'package lens\n\nimport _ "{path}"\n',
    }
    workshop = smallest_program(tmp_path, **files)
    assert workshop.pyorch("go", "build", "-o", "theirs.a", "./shade").code == 0
    workshop.write({"orchestrion.tool.go": f'//go:build tools\n\npackage tools\n\nimport _ "{path}"\n'})
    told = workshop.pyorch("go", "build", "-o", "ours.a", "./shade")
    assert told.code == 0
    assert path in told.err  # pyorch reports packages that no module has
    for name in ("theirs.a", "ours.a"):
        assert b"secret" not in (tmp_path / name).read_bytes()


BOMBS = {
    "lists": "a0: &a0 [1]\n" + "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 10)}]\n" for n in range(12)),
    "merges": "a0: &a0 {k: 1}\n"
    + "".join(f"a{n + 1}: &a{n + 1} {{{', '.join([f'<<: *a{n}'] * 10)}}}\n" for n in range(12)),
    "lists of merges": "a0: &a0 {k: 1}\n"
    + "".join(f"a{n + 1}: &a{n + 1} {{<<: [{', '.join([f'*a{n}'] * 10)}]}}\n" for n in range(12)),
    "a text": f"a: &a {'x' * 1_000_000}\nb: [{', '.join(['*a'] * 100)}]\n",
    "itself": "a: &a [*a]\n",
}


@pytest.mark.row("security", "YAML bombs and tags")
@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_aliases_that_grow_without_bound(tmp_path: Path, bomb: str) -> None:
    told = refused(smallest_program(tmp_path, **{"orchestrion.yml": bomb + HARMLESS}))
    assert f"{tmp_path}/orchestrion.yml:" in told.err
    assert "too large after its aliases are resolved" in told.err


@pytest.mark.row("security", "YAML bombs and tags")
@pytest.mark.parametrize("depth", [200, 100_000])
def test_lists_that_nest_without_bound(tmp_path: Path, depth: int) -> None:
    told = refused(smallest_program(tmp_path, **{"orchestrion.yml": f"a: {'[' * depth}{']' * depth}\n{HARMLESS}"}))
    assert f"{tmp_path}/orchestrion.yml:1:" in told.err
    assert "nested more than 100 levels deep" in told.err


@pytest.mark.row("security", "YAML bombs and tags")
@pytest.mark.parametrize(
    "tagged",
    ["!!python/object/apply:os.system ['touch pwned']", "!!python/name:os.system", "!!python/object/new:os.getcwd []",
     "!exec touch pwned", "!<tag:yaml.org,2002:python/module:antigravity> ''"],
)  # fmt: skip
def test_tags_that_would_make_python_objects(tmp_path: Path, tagged: str) -> None:
    told = refused(smallest_program(tmp_path, **{"orchestrion.yml": f"x: {tagged}\n{HARMLESS}"}))
    assert f"{tmp_path}/orchestrion.yml:1:4: " in told.err
    assert not (tmp_path / "pwned").exists()


LOOPS = {
    "range": '{{ range 1000000000 }}println(){{ "\\n" }}{{ end }}',
    "templates": '{{ define "x" }}{{ template "x" . }}{{ end }}{{ template "x" . }}',
    "doubling": '{{ define "x" }}{{ if lt (len .) 1000000000 }}{{ template "x" (print . .) }}{{ end }}{{ end }}'
    '{{ template "x" "xx" }}',
    "output": '/* {{ $x := printf "%900000d" 1 }}{{ range 1000 }}{{ $x }}{{ end }} */',
}


@pytest.mark.row("security", "template loops")
@pytest.mark.parametrize("template", LOOPS.values(), ids=LOOPS)
def test_templates_that_never_end(tmp_path: Path, template: str) -> None:
    told = refused(
        smallest_program(
            tmp_path, **{"orchestrion.yml": aspect_on_colour(f"prepend-statements: {{template: '{template}'}}")}
        )
    )
    assert (
        f"shade/shade.go:3:22: aspect 'the one at fault' ({tmp_path}/orchestrion.yml:2:5), advice 1: the template fails: "
        "template:" in told.err
    )


@pytest.mark.row("security", "no shell runs a user's string")
def test_names_that_a_shell_would_run(tmp_path: Path) -> None:
    """A folder, a file, a cache and a flag, each of which a shell would turn into a file named `pwned`."""
    trick = "a '$(touch pwned)' `touch pwned` \"; touch pwned; * %s -x"
    workshop = smallest_program(tmp_path / trick, **{"shade/x$(touch pwned).go": "package shade\n"})
    workshop = workshop.with_environment(PYORCH_CACHE_DIR=str(tmp_path / f"cache {trick}"))
    for number, command in enumerate((["pyorch", "go", "build"], ["go", "build", "-toolexec=pyorch toolexec"])):
        built = workshop.run(*command, f"-ldflags=-X 'main.nothing={number} $(touch pwned)'", "-o", "smallest", ".")
        assert (built.code, built.text) == (0, "")
        assert workshop.run("./smallest").out == WOVEN
    assert [path for path in tmp_path.rglob("*") if path.name.startswith("pwned")] == []


@pytest.mark.row("security", "no shell runs a user's string")
def test_texts_of_an_aspect_that_a_shell_would_run(tmp_path: Path) -> None:
    """Archives carry the ids of aspects to the linker, one line each: an id neither runs nor begins a new line."""
    trick = "$(touch pwned) `touch pwned`; touch pwned\\nlink example.com/nowhere\\x85import example.com/nowhere"
    aspects = aspect_on_colour("prepend-statements: {template: 'println(\"$(touch pwned)\")'}")
    workshop = smallest_program(tmp_path, **{"orchestrion.yml": aspects.replace("the one at fault", f'"{trick}"')})
    built = workshop.pyorch("go", "build", "-o", "out.a", "./shade")
    assert (built.code, built.text) == (0, "")
    note = read_note(str(tmp_path / "out.a"))
    assert (note.imports, note.links, len(note.aspects)) == ((), (), 1)
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.row("security", "path tricks in //line")
def test_line_directives_open_no_files(tmp_path: Path) -> None:
    """`//line` may name any file. The woven program prints the name as the plain one does."""
    body = 'package shade\n\nimport "runtime"\n\nfunc Colour() string {\n\t_, file, _, _ := runtime.Caller(0)\n\treturn file\n}\n'
    for name in (
        "/etc/passwd",
        "../../../../../etc/passwd",
        "/dev/zero",
        f"{tmp_path}/victim.go",
        "*$(touch pwned)`*.go",
    ):
        workshop = smallest_program(tmp_path / "module", **{"shade/shade.go": f"//line {name}:7\n{body}"})
        (tmp_path / "victim.go").write_text("untouched")
        assert workshop.go("build", "-o", "plain", ".").code == 0
        built = workshop.pyorch("go", "build", "-o", "smallest", ".")
        assert (built.code, built.text) == (0, "")
        assert workshop.run("./smallest").out == "Colour is woven\n" + workshop.run("./plain").out
    assert (tmp_path / "victim.go").read_text() == "untouched"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["module", "victim.go"]


@pytest.mark.row("security", "no shell runs a user's string")
def test_only_the_users_own_pager_runs_in_a_shell() -> None:
    """PAGER is a command line by convention. pyorch starts nothing else through a shell, and its script evaluates no text."""
    found = []
    for path in sorted((REPOSITORY / "orchestrion_py").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found += [path.name for word in ("shell=True", "os.system(", "os.popen(", "pty.spawn(") if word in text]
    assert found == ["pager.py"]
    script = (REPOSITORY / "orchestrion_py" / "toolexec" / "front" / "pyorch").read_text(encoding="utf-8")
    assert "eval " not in script
    assert "sh -c" not in script
