"""Writes the pages of docs/reference from the code, for `make docs`. A test checks that they are current."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.main import get_command

from orchestrion_py.cli.app import app
from orchestrion_py.message_codes import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOCS = Path(__file__).parent.parent
FOLDER = DOCS / "reference"
PRODUCT = DOCS.parent / "orchestrion_py"
SCHEMA = PRODUCT / "aspects" / "schema.json"

# What a user may set. A test fails if the code reads a variable that neither table names.
VARIABLES = {
    "PYORCH_ASPECTS": "`builtin`: only pyorch's own aspects. `modules`: only those of modules and your project. Unset: both",
    "PYORCH_BACKEND": "`datadog` or `otel`. Unset: the module decides, as [opentelemetry.md](../opentelemetry.md) describes",
    "PYORCH_CACHE_DIR": "another folder for pyorch's cache, which only you can write; by default `pyorch` in your user cache",
    "PYORCH_CACHE_SIZE": "the largest size of the cache, such as `500M`; by default `2G`",
    "PYORCH_LOG": "`error`, `warn` (the default), `info` or `debug`",
    "PYORCH_LOG_FILE": "a file for the log, instead of stderr",
    "PYORCH_REQUIRE": "`1`: a build without instrumentation, or with less than the pin names, fails. `0`: it does not, whatever "
    "`pyorch pin --require` wrote. Unset: the pin decides",
    "PYORCH_TRACE": "a file for a timeline of the build; see [performance](../performance.md#the-timeline-of-a-build)",
    "PYORCH_WARN": "`off`: builds print no warnings. `error`: a warning fails the build, for CI. Unset: builds print them",
    "NO_COLOR": "no colours anywhere",
    "FORCE_COLOR": "colours in a pipe, too; `NO_COLOR` wins",
}
# pyorch sets these for the processes of one build. Do not set them.
INTERNAL = {
    "PYORCH_CHAIN": "the packages whose build waits for this one",
    "PYORCH_OWNER": "the go process that the plan belongs to",
    "PYORCH_PLAN": "the plan of the build",
    "PYORCH_SELF": "the `pyorch` script that was called",
    "PYORCH_STDERR": "where the log goes",
}

_EXIT_CODES = """| code | meaning |
|---|---|
| 0 | The command did its work. |
| 1 | An error, with a message. `pyorch check` found a fault, or `pyorch doctor` something that would fail a build. \
With `--exit-code`, there is a difference. |
| 2 | The command line or a variable is wrong, or pyorch has a bug, with a traceback. |
| 130 | You pressed Ctrl-C. `pyorch traces` without a command ends that way, with 0. |
| others | `pyorch go` exits with the code of go, and `pyorch traces -- COMMAND` with that of the command. |
"""


def commands_page() -> str:
    """Return the page of commands: the help of each, its arguments and its options."""
    lines = [
        "# Commands",
        "",
        "`pyorch COMMAND --help` prints the same. `make docs` writes this page from the code.",
        "",
    ]
    for path, command in _commands():
        lines += [f"## {path}", "", *_help(command), ""]
        lines += _table("argument", [each for each in _shown(command) if _is_argument(each)])
        lines += _table("option", [each for each in _shown(command) if not _is_argument(each)])
    return "\n".join(lines).rstrip() + "\n"


def exit_codes_page() -> str:
    """Return the page of exit codes, with what the help of each command adds."""
    lines = ["# Exit codes", "", "`make docs` writes this page from the help of the commands.", "", _EXIT_CODES]
    lines += ["| command | its help |", "|---|---|"]
    for path, command in _commands():
        texts = [command.help or "", *(each.help or "" for each in _shown(command))]
        sentences = [part for text in texts for part in re.split(r"(?<=\.)\s+", " ".join(text.split()))]
        said = [part for part in sentences if re.search(r"(?i)\bexit", part)]
        if said:
            lines.append(f"| [`{path}`](commands.md#{_anchor(path)}) | {_cell(' '.join(said))} |")
    return "\n".join(lines) + "\n"


def variables_page() -> str:
    """Return the page of environment variables."""
    lines = ["# Environment variables", "", "| variable | meaning |", "|---|---|"]
    lines += [f"| `{name}` | {meaning} |" for name, meaning in VARIABLES.items()]
    lines += [
        "",
        "`pyorch -v COMMAND` logs what is woven, `-vv` also why not, and `-q` only errors. They set `PYORCH_LOG`.",
        "",
    ]
    lines += ["A value that a variable does not have is an error: [PY0128](error-codes.md#starting-a-build).", ""]
    lines += [
        "## Between the processes of a build",
        "",
        "pyorch sets these itself, for one build. Do not set them.",
        "",
    ]
    lines += [
        "| variable | meaning |",
        "|---|---|",
        *(f"| `{name}` | {meaning} |" for name, meaning in INTERNAL.items()),
    ]
    return "\n".join(lines) + "\n"


def error_codes_page() -> str:
    """Return an index of the codes of docs/troubleshooting.md, by its sections."""
    page = (DOCS / "troubleshooting.md").read_text(encoding="utf-8")
    lines = ["# Error codes", "", "`pyorch explain CODE` prints the entry of a code. `make docs` writes this page.", ""]
    known = {entry.code: entry for entry in entries()}
    for section in re.split(r"(?m)^## ", page)[1:]:
        title = section.partition("\n")[0]
        codes = re.findall(r"(?m)^(?:### |\| )(PY\d{4}): (.*)$", section)
        if not codes:
            continue
        lines += [
            f"## {title}",
            "",
            f"The [entries](../troubleshooting.md#{_anchor(title)}) have causes and remedies.",
            "",
        ]
        lines += ["| code | message |", "|---|---|"]
        lines += [f"| {code} | {_first_cell(text)} |" for code, text in codes if code in known]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def language_page() -> str:
    """Return the page of the aspect language, from the descriptions of the JSON Schema."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    lines = [
        "# Keys of the aspect language",
        "",
        "Each key of `orchestrion.yml`, from the [JSON Schema](schema.md). [Writing aspects](../aspects.md) has examples.",
        "`make docs` writes this page.",
        "",
        "## File",
        "",
        *_keys(schema, schema),
    ]
    for name in ("aspect", "joinPoint", "functionOption", "advice", "code"):
        definition = schema["$defs"][name]
        title = definition["title"]
        lines += [
            "",
            f"## {title[0].upper()}{title[1:]}",
            "",
            definition["description"],
            "",
            *_keys(definition, schema),
        ]
        for key, value in definition["properties"].items():
            if len(value.get("properties", {})) > 1 and value.get("title") != "code":
                lines += ["", f"### {key}", "", *_keys(value, schema)]
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "error-codes.md": error_codes_page,
    "exit-codes.md": exit_codes_page,
    "language.md": language_page,
    "variables.md": variables_page,
}


def _commands() -> Iterator[tuple[str, Any]]:
    """Yield each command and its whole name: first the group, then what is below it."""
    root: Any = get_command(app)
    for name, command in root.commands.items():
        yield f"pyorch {name}", command
        for inner, below in getattr(command, "commands", {}).items():
            yield f"pyorch {name} {inner}", below


def _help(command: Any) -> list[str]:
    """Return the help of a command in Markdown; its example is code."""
    text = "\n\n".join(filter(None, [command.help, command.epilog]))
    paragraphs = [" ".join(part.split()) for part in text.replace("\b", "").split("\n\n")]
    lines: list[str] = []
    for part in paragraphs:
        before, marked, example = part.partition("Example: ")
        lines += [before.strip(), ""] if before.strip() else []
        lines += ["```", example, "```", ""] if marked else []
    return lines[:-1]


def _shown(command: Any) -> list[Any]:
    return [each for each in command.params if not getattr(each, "hidden", False)]


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _table(kind: str, parameters: list[Any]) -> list[str]:
    if not parameters:
        return []
    rows = [f"| `{_cell(_spelling(each))}` | {_cell(each.help or '')} |" for each in parameters]
    return [f"| {kind} | |", "|---|---|", *rows, ""]


def _spelling(parameter: Any) -> str:
    """Return an option with its aliases and its value, or the name of an argument."""
    if _is_argument(parameter):
        return str(parameter.metavar or parameter.name.upper())
    value = "" if parameter.is_flag or parameter.count else f" {parameter.metavar or 'VALUE'}"
    return ", ".join(sorted(parameter.opts + parameter.secondary_opts, key=lambda each: each.count("-"))) + value


def _keys(node: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """Return a table of the keys that a mapping may have."""
    required = set(node.get("required", ()))
    lines = ["| key | meaning | example |", "|---|---|---|"]
    for key, value in node["properties"].items():
        merged = {**_target(value, schema), **value}
        description = merged.get("description", "") + (" Required." if key in required else "")
        if "enum" in merged:
            description += f" One of {', '.join(f'`{each}`' for each in merged['enum'])}."
        if "default" in merged:
            description += f" Default: `{json.dumps(merged['default'])}`."
        example = json.dumps(merged["examples"][0], ensure_ascii=False) if merged.get("examples") else ""
        lines.append(f"| `{key}` | {_cell(description.strip())} | {f'`{_cell(example)}`' if example else ''} |")
    return lines


def _target(value: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    reference = value.get("$ref", "")
    return schema["$defs"][reference.rpartition("/")[2]] if reference else {}


def _first_cell(text: str) -> str:
    """Return the first cell of a row of a table, or a heading as it is."""
    return re.split(r"(?<!\\)\|", text)[0].strip() if " | " in text else text


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


if __name__ == "__main__":
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
