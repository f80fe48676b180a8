"""Builds the documentation site with MkDocs, for `make docs`: build/docs/site. A test builds it, too.

The pages of docs/ are written for readers of the repository. This program copies them, so that links to files outside docs/ lead
to copies of these files, and adds llms.txt and llms-full.txt.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parents[1]
REPOSITORY = DOCS.parent
CONFIG = DOCS / "generate" / "mkdocs.yml"
RESULTS = REPOSITORY / "build" / "docs"

# Pages that are not in docs/, and their names on the site.
_OUTSIDE = {REPOSITORY / "README.md": "index.md", REPOSITORY / "CHANGELOG.md": "changelog.md"}
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
_CODE_BLOCK = re.compile(r"(?ms)^( *)(```+).*?^ *\2$")
_ASSETS = {".png", ".svg", ".yml", ".yaml"}


class _NavLoader(yaml.SafeLoader):
    """Reads mkdocs.yml, whose tags name Python objects, for its nav alone."""


_NavLoader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def copy_pages(folder: Path) -> None:
    """Write the pages of the site, the files that they link to, llms.txt and llms-full.txt into a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for page, name in _pages().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_with_links(page, name, folder), encoding="utf-8")
    for asset in DOCS.rglob("*"):
        if asset.suffix in _ASSETS and "generate" not in asset.parts:
            _copy(asset, folder / asset.relative_to(DOCS))
    _copy(REPOSITORY / "orchestrion_py" / "aspects" / "schema.json", folder / "reference" / "orchestrion.schema.json")
    (folder / "llms.txt").write_text(_overview(folder), encoding="utf-8")
    (folder / "llms-full.txt").write_text(_everything(folder), encoding="utf-8")


def build(pages: Path, site: Path) -> None:
    """Build the site; a warning of MkDocs, such as a broken link, is an error."""
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config

    copy_pages(pages)
    config = load_config(str(CONFIG), docs_dir=str(pages), site_dir=str(site), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build_site(config)
    finally:
        config.plugins.on_shutdown()


def nav_entries() -> Iterator[tuple[str, str, str]]:
    """Yield the section, the title and the file of each page, in the order of the site."""
    nav = yaml.load(CONFIG.read_text(encoding="utf-8"), _NavLoader)["nav"]  # noqa: S506 - a SafeLoader
    for section in nav:
        yield from _below("", section)


def _below(section: str, entry: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for title, value in entry.items():
        if isinstance(value, str):
            yield section, title, value
        else:
            for each in value:
                yield from _below(f"{section}: {title}" if section else title, each)


def _pages() -> dict[Path, str]:
    inside = {page: page.relative_to(DOCS).as_posix() for page in sorted(DOCS.rglob("*.md"))}
    return {**_OUTSIDE, **inside}


def _with_links(page: Path, name: str, folder: Path) -> str:
    """Return a page with links that work on the site; code blocks stay as they are."""
    text, pieces, end = page.read_text(encoding="utf-8"), [], 0
    for block in _CODE_BLOCK.finditer(text):
        pieces += [_relinked(text[end : block.start()], page, name, folder), block[0]]
        end = block.end()
    return "".join([*pieces, _relinked(text[end:], page, name, folder)])


def _relinked(text: str, page: Path, name: str, folder: Path) -> str:
    def replaced(match: re.Match[str]) -> str:
        link, _, anchor = match[2].partition("#")
        if not link or re.match("[a-z]+:", link):
            return match[0]
        target = (page.parent / link).resolve()
        found = _pages().get(target) or _place(target, folder)
        if not found:
            return match[1]
        up = "../" * name.count("/")
        return f"[{match[1]}]({up}{found}{f'#{anchor}' if anchor else ''})"

    return _LINK.sub(replaced, text)


def _place(target: Path, folder: Path) -> str:
    """Return where a file is on the site, and copy it there if it is none of docs/; a folder is nowhere."""
    if target.is_dir():
        return ""
    if target.is_relative_to(DOCS) and target.suffix in _ASSETS and "generate" not in target.parts:
        return target.relative_to(DOCS).as_posix()
    # A browser shows text, and would save a file that ends in .go or .yml.
    place = f"source/{target.relative_to(REPOSITORY).as_posix()}.txt"
    _copy(target, folder / place)
    return place


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _overview(folder: Path) -> str:
    """Return llms.txt: what pyorch is, and each page with its first sentence."""
    lines = ["# pyorch", "", f"> {_first_sentence((folder / 'index.md').read_text(encoding='utf-8'))}"]
    heading = ""
    for section, title, name in nav_entries():
        if section != heading:
            lines += ["", f"## {section}", ""]
            heading = section
        lines.append(f"- [{title}]({name}): {_first_sentence((folder / name).read_text(encoding='utf-8'))}")
    return "\n".join(lines) + "\n"


def _first_sentence(text: str) -> str:
    paragraphs = _CODE_BLOCK.sub("", text).split("\n\n")
    plain = next((each for each in paragraphs if re.match(r"[A-Za-z`\[\"]", each)), "")
    return re.split(r"(?<=[.:])\s", _LINK.sub(r"\1", " ".join(plain.split())))[0]


def _everything(folder: Path) -> str:
    """Return llms-full.txt: all pages in the order of the site, each below its name."""
    return "\n".join(f"<!-- {name} -->\n{(folder / name).read_text(encoding='utf-8')}" for _, _, name in nav_entries())


if __name__ == "__main__":
    build(RESULTS / "pages", RESULTS / "site")
    print(f"site: {RESULTS / 'site' / 'index.html'}", file=sys.stderr)
