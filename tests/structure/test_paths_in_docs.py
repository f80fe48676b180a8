"""Every path that the documentation and the docstrings name exists, and so does every place that a page links to."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.paths import REPOSITORY
from tests.structure.modules import PRODUCT, product_modules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = sorted([*REPOSITORY.glob("docs/**/*.md"), REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md"])
ARCHITECTURE = REPOSITORY / "docs" / "architecture.md"

_LINK = re.compile(r"\]\(([^)\s]+)\)")
# A path from the top of the repository, and a Python file with its folder, from wherever the text stands.
_PATH = re.compile(r"(?<![\w./\-…])(?:orchestrion_py|tests|aspects|examples|docs)/[\w./*\-]*")
_PYTHON_FILE = re.compile(r"(?<![\w./\-])(?:\w+/)+\w+\.py\b")
_FOLDER = re.compile(r"(?<![\w./\-])(?:[a-z_]+/)+(?![\w.*])")
_ANY_PYTHON_FILE = re.compile(r"(?<![\w./\-])(?:\w+/)*\w+\.py\b")
# NAME in `aspects/VENDOR/NAME.yml` stands for any name.
_PLACEHOLDER = re.compile(r"[A-Z]{3,}")


def current_text(page: Path) -> str:
    """The text of a page; of the changelog its newest section, since the others tell of paths that have moved."""
    text = page.read_text(encoding="utf-8")
    return "## ".join(text.split("\n## ", 2)[:2]) if page.name == "CHANGELOG.md" else text


def docstrings() -> Iterator[tuple[Path, str]]:
    """The docstring of each module of pyorch, of its tests and of the page generators."""
    for folder in ("orchestrion_py", "tests", "docs"):
        for path in sorted((REPOSITORY / folder).rglob("*.py")):
            yield path, ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def missing_paths(text: str, folder: Path) -> set[str]:
    """The paths in a text that stands in a folder, less those that exist."""
    bases = (REPOSITORY, PRODUCT, REPOSITORY / "tests", REPOSITORY / "tests" / "system", folder)
    found = {match.rstrip(".") for match in _PATH.findall(text)} | set(_PYTHON_FILE.findall(text))
    return {path for path in found if not any(_exists(base, path) for base in bases)}


def _exists(base: Path, path: str) -> bool:
    return next(base.glob(_PLACEHOLDER.sub("*", path.rstrip("/"))), None) is not None


def headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub derives them from its headings."""
    lines = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in _LINK.findall(current_text(page)):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in headings(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_in_pages_exist(page: Path) -> None:
    assert missing_paths(current_text(page), page.parent) == set()


def test_paths_in_docstrings_exist() -> None:
    missing = [(path, missing_paths(text, path.parent)) for path, text in docstrings()]
    assert [(path, names) for path, names in missing if names] == []


@pytest.mark.parametrize("name", ["Makefile", ".ci/run"])
def test_paths_in_build_files_exist(name: str) -> None:
    assert missing_paths((REPOSITORY / name).read_text(encoding="utf-8"), REPOSITORY) == set()


def test_the_architecture_page_names_python_files_that_exist() -> None:
    """Its picture writes a file's name below the name of its folder: a base name is unique, and so enough."""
    known = {path.name for path in product_modules().values()}
    named = {path.rpartition("/")[2] for path in _ANY_PYTHON_FILE.findall(ARCHITECTURE.read_text(encoding="utf-8"))}
    assert named - known == set()


def test_the_architecture_page_draws_folders_that_exist() -> None:
    """Folders in the picture and in the tables stand below orchestrion_py, or at the top of the repository."""
    text = ARCHITECTURE.read_text(encoding="utf-8")
    tables = "\n".join(line for line in text.splitlines() if line.startswith("|"))
    drawn = {folder for part in (*text.split("```")[1::2], tables) for folder in _FOLDER.findall(part)}
    assert drawn, "the picture names no folder"
    assert {
        folder for folder in drawn if not (PRODUCT / folder).is_dir() and not (REPOSITORY / folder).is_dir()
    } == set()


def test_the_architecture_page_has_a_row_for_each_folder() -> None:
    rows = re.findall(r"^\| `(\w+)/?`", ARCHITECTURE.read_text(encoding="utf-8"), re.MULTILINE)
    folders = {path.name for path in PRODUCT.iterdir() if (path / "__init__.py").exists()}
    assert folders - set(rows) == set()
    assert [row for row in rows if not (PRODUCT / row).is_dir() and not (PRODUCT / f"{row}.py").exists()] == []
