"""docs/troubleshooting.md explains every message of pyorch that a user can meet."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orchestrion_py.message_codes import code_of, entries, explanation, with_code
from tests.helpers.paths import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE = REPOSITORY / "orchestrion_py"
_PAGE = REPOSITORY / "docs" / "troubleshooting.md"
# Any text of three words may be a message. In a call of these, and in an error's constructor, two words are enough.
_REPORTS = {"because", "error", "fail", "fail_in_text", "failure", "fault", "line", "warning", "Result", "Skipped"}
# The summary of `pyorch instrument` prints this reason.
_REASONS = ("go lists no package here",)
# Texts of two or three words that no user sees as a message: parts of Go source, of templates, and of formats.
_NOT_A_MESSAGE = re.compile(
    r"\{\{if |\{\{\.|^//|^package |^var |\bfunc\(|\[\]|ssh -o|^%|Callable|PREPROFILE|dial tcp|^\^|false or$|tracer-internal$"
    r"|^complete -c |_describe "
)


@dataclass(frozen=True, slots=True)
class _Message:
    """The longest constant part of a message, and where the message is raised.

    `begins` and `ends` are true if a whole message begins or ends with this part; text may also be a piece of a message.
    """

    place: str
    text: str
    begins: bool
    ends: bool
    sample: str = ""
    is_error: bool = False

    def is_in(self, quoted: str) -> bool:
        """Return whether the quoted messages contain this one, and not merely a longer one with these words."""
        before, after = r"(?<!\w)(?<!\w )" if self.begins else "", r"(?! ?\w)" if self.ends else ""
        return re.search(before + re.escape(self.text) + after, quoted) is not None


def test_the_page_has_every_message() -> None:
    quoted = _quoted(_PAGE.read_text(encoding="utf-8"))
    missing = [f"{each.place}: {each.text}" for each in _messages() if not each.is_in(quoted)]
    assert missing == [], "give each message an entry in docs/troubleshooting.md, or correct the entry that it has"


def test_each_code_is_used_once() -> None:
    codes = re.findall(r"(?m)^(?:### |\| )(PY\d{4}): ", _PAGE.read_text(encoding="utf-8"))
    assert [each.code for each in entries()] == codes
    assert sorted(set(codes)) == sorted(codes)


def test_each_error_has_a_code() -> None:
    errors = [each for each in _messages() if each.is_error]
    assert len(errors) > 100
    # A reason that only another message contains has the code of that one.
    coded = _quoted("\n".join(each.text for each in entries()))
    unknown = [each for each in errors if not code_of(each.sample) and not each.is_in(coded)]
    missing = [f"{each.place}: {each.text}" for each in unknown if each.text not in _REASONS]
    assert missing == [], "give the entry of each message in docs/troubleshooting.md the next free code of its section"


def test_a_message_leads_to_its_own_entry() -> None:
    quoted = [(each.code, "x/y".join(parts)) for each in entries() for parts in each.quotations]
    wrong = {message: (code, code_of(message)) for code, message in quoted if code_of(message) != code}
    assert code_of("//dd:span has no effect: no aspect applies to the code that it marks"), (
        "a place need not be in front"
    )
    assert wrong == {}, "two entries quote the same message: leave the code of one of them away"


def test_codes_that_the_sources_name_are_those_of_the_page() -> None:
    for path in (_CODE / "toolexec" / "front" / "pyorch", _CODE / "toolexec" / "tool_call.py"):
        named = re.findall(r"pyorch: (.*?) \[(PY\d{4})\]", path.read_text(encoding="utf-8"))
        assert named
        assert [code_of(message) for message, _ in named] == [code for _, code in named]


def test_the_code_ends_the_first_line() -> None:
    assert with_code("go list failed:\nexit status 1").partition("\n")[0].endswith("go list failed [PY0106]:")
    assert with_code("nobody quotes this") == "nobody quotes this"


def test_an_explanation_is_the_entry_of_the_page() -> None:
    page = _PAGE.read_text(encoding="utf-8")
    whole = [each for each in entries() if f"\n### {each.text}\n" in page]
    assert len(whole) == len(re.findall(r"(?m)^### PY", page))
    assert "Remedy: " in explanation("py0601")
    assert "Go" in explanation("PY0101")
    assert explanation("PY9999") == ""


def _quoted(page: str) -> str:
    """Return what a page has between backticks, one quotation per line."""
    plain = re.sub(r"(?ms)^```.*?^```", "", page).replace("\\|", "|")
    return "\n".join(_folded(quotation) for _, quotation in re.findall(r"(?s)(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", plain))


def _messages() -> Iterator[_Message]:
    for path in sorted(_CODE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        whole = {call.args[0] for call in _calls(tree) if call.args and _is_report(call)}
        for node in _texts(tree):
            raised = {call.args[0] for call in _calls(tree) if call.args and _name(call).endswith(("Fault", "Error"))}
            message = _message(f"{path.relative_to(_CODE)}:{node.lineno}", _parts(node), is_whole=node in whole)
            yield replace(message, sample="x/y".join(_parts(node)), is_error=node in raised)
    script = _CODE / "toolexec" / "front" / "pyorch"
    for printed in re.findall(r'echo "pyorch: (.*)" >&2', script.read_text(encoding="utf-8")):
        yield _message(script.name, re.split(r"\$\w+", re.sub(r" \[PY\d{4}\]", "", printed)))


def _texts(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield the strings and f-strings that read like messages."""
    silent = set(_silent(tree))
    reported = {part for call in _calls(tree) if _is_report(call) for part in ast.walk(call)}
    for node in ast.walk(tree):
        if node not in silent and isinstance(node, ast.JoinedStr | ast.Constant):
            text = _message("", _parts(node)).text
            words = sum(bool(re.search("[A-Za-z]", word)) for word in text.split())
            if (words >= 3 or (words == 2 and node in reported)) and not _NOT_A_MESSAGE.search(text):
                yield node


def _silent(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the strings that are not messages: docstrings, --help, hints, patterns, parts of an f-string."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield from (part for value in node.values for part in ast.walk(value))
        elif isinstance(node, ast.keyword | ast.Assign) and _names(node) & {
            "help",
            "epilog",
            "hint",
            "_CACHE_HINT",
            "_EXAMPLE",
            "_BASH",
            "_ZSH",
            "_FISH",
        }:
            yield from ast.walk(node)
    for call in _calls(tree):
        # A RuntimeError announces a bug, a Kind names a row of docs/architecture.md, and a step a part of a timeline.
        if ast.unparse(call.func).startswith("re.") or _name(call) in ("RuntimeError", "Kind", "step"):
            yield from ast.walk(call)
        if _name(call).endswith(("Fault", "Error")) or _is_init(call):
            yield from (part for hint in call.args[1:] for part in ast.walk(hint))


def _names(node: ast.keyword | ast.Assign) -> set[str | None]:
    return (
        {node.arg}
        if isinstance(node, ast.keyword)
        else {ast.unparse(target).rpartition(".")[2] for target in node.targets}
    )


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _is_report(call: ast.Call) -> bool:
    return _name(call) in _REPORTS or _name(call).endswith(("Fault", "Error")) or _is_init(call)


def _is_init(call: ast.Call) -> bool:
    return ast.unparse(call.func) == "super().__init__"


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def _parts(node: ast.expr) -> list[str]:
    """Return the constant parts of a message; a part that varies is an empty string."""
    values = node.values if isinstance(node, ast.JoinedStr) else [node]
    return [each.value if isinstance(each, ast.Constant) and isinstance(each.value, str) else "" for each in values]


def _message(place: str, parts: list[str], *, is_whole: bool = True) -> _Message:
    plain = [re.sub(r"\[/?[a-z ]*\]| \[PY\d{4}\]|^pyorch: |\n  hint: .*", "", part) for part in parts]
    longest = max(plain, key=len, default="")
    text = _folded(longest).strip(" ,;:()")
    return _Message(place, text, is_whole and longest == plain[0], is_whole and longest == plain[-1])


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
