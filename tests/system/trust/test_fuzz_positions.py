"""Generated line directives: a woven file has the positions of the plain one, as the compiler sees them.

The compiler's flag -m reports a position with a column for each function. The names in the directives are those that no comment
can hold, and those that look like other parts of a directive.
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from orchestrion_py.aspects.decoding import decode_aspect
from orchestrion_py.aspects.files.yaml_value import Value
from orchestrion_py.toolexec.compile_call.position_names import Names
from orchestrion_py.weaving.package import Package, Source, Woven
from orchestrion_py.weaving.weave_package import weave
from tests.system.trust.fuzzing import cases

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.build

NAMES = [
    "", "a.y", "x*/y.go", "*/", "x*", "/abs/a.y", "/abs/x*/y.go", "/*", "a b.y", " a.y ", "C:\\x\\y.go", "C:/x/y.go", "a:5", "a:5:6", "a:x", ":", "::",
    "a:18446744073709551616", "é.y", "a\ry.go", "<generated>", "<file-0>", "<FILE-1>/x", "/cut/short.y", "/CUT\\short*/.y", "cut/b*/.y", "$GOROOT/x",
    "../a.y", "a=b", "a>b", "??", "a\\", "\ta.y", "a;b.y",
]  # fmt: skip
# A name with a line break only fits into a general comment.
BROKEN = ["\n", "a\ny.go", "a\n*\n", "\n\n\n", "/abs\n/y.go"]
NUMBERS = ["1", "7", "007", "1000000", "536870912"]
REWRITES = "/work=>;/cut=>example.com/cut;cut=>;/src=>example.com/src"

names = st.one_of(st.sampled_from(NAMES), st.text("ab*/:.\\ \r<>=-5", max_size=8))
places = st.one_of(
    st.sampled_from(NUMBERS), st.builds("{}:{}".format, st.sampled_from(NUMBERS), st.sampled_from(NUMBERS))
)
line_comments = st.builds("\n//line {}:{}\n".format, names, places)
general_comments = st.builds(
    "/*line {}:{}*/".format, st.one_of(names, st.sampled_from(BROKEN)).filter(lambda name: "*/" not in name), places
)
others = st.sampled_from(["", "\n", " ", "/* a */", "// a\n", "\n //line x.y:5\n", "/*line x.y*/"])
gaps = st.lists(st.one_of(line_comments, general_comments, others), min_size=4, max_size=4)

ASPECT = {
    "id": "x",
    "join-point": {"function-body": {"function": [{"receiver": False}]}},
    "advice": [{"prepend-statements": {"template": "println(1)"}}],
}
CALL = {
    "id": "y",
    "join-point": {"function-call": "kept"},
    "advice": [{"wrap-expression": {"template": "func(v *int) *int { return v }({{ . }})"}}],
}
_REMARK = re.compile(
    rb": (moved to heap: \w+|\w+ does not escape|leaking param[^\n]*|func literal [^\n]*|\.\.\. argument [^\n]*)\n"
)
_OWN = re.compile(rb"moved to heap: v\d+|p\d+ does not escape")


def function(number: int, gap: Sequence[str]) -> str:
    one, two, three, four = gap
    name = f"{number:03}"
    return (
        f"\nfunc f{name}({one}p{name} *int) *int {{{two} v{name} := 1;{three} return kept(p{name},{four} &v{name}) }}\n"
    )


def remarks(output: bytes) -> list[tuple[bytes, bytes]]:
    """What the compiler reports about variables of the file itself, and where. A file name may have line breaks."""
    places, texts = (_REMARK.split(output)[start::2] for start in (0, 1))
    return sorted((text, place) for text, place in zip(texts, places, strict=False) if _OWN.fullmatch(text))


def compiled(folder: Path, text: bytes, rewrites: str) -> tuple[int, bytes]:
    (folder / "a.go").write_bytes(text)
    ran = subprocess.run(
        ["go", "tool", "compile", "-p", "p", "-m", "-l", "-c=1", "-trimpath", rewrites, "-o", "a.a", folder / "a.go"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return ran.returncode, ran.stdout


# Each case runs the compiler twice: that takes its time on a busy machine, and shrinking would take minutes.
@settings(cases, max_examples=cases.max_examples // 10, phases=[Phase.generate], deadline=None)
@given(st.lists(gaps, min_size=20, max_size=40))
def test_woven_code_keeps_its_positions(tmp_path_factory: pytest.TempPathFactory, drawn: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("positions")
    head = "package p\n\nfunc kept(_, kept *int) *int { return kept }\n"
    text = (head + "".join(function(number, gap) for number, gap in enumerate(drawn))).encode()
    status, plain = compiled(folder, text, REWRITES)
    assert status == 0, plain
    names = Names(REWRITES, "", [text])
    aspects = [decode_aspect(Value(each)) for each in (ASPECT, CALL)]
    outcome = weave([Source(str(folder / "a.go"), text)], Package("p", "p"), aspects, names.placeholder)
    assert isinstance(outcome, Woven), outcome
    status, woven = compiled(folder, outcome.files[0].text, names.rewrites())
    assert status == 0, woven
    wanted = remarks(plain)
    assert len(wanted) == 2 * len(drawn)
    assert remarks(names.restored(woven)) == wanted
