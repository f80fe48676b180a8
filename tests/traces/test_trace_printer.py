"""Traces are printed for people: on a terminal, in a log, and in ASCII."""

import io
import re

import pytest
from rich.console import Console

from orchestrion_py.traces.log_lines import LogLine
from orchestrion_py.traces.span_tree import Trace, join
from orchestrion_py.traces.trace_printer import print_stored, print_traces, render
from orchestrion_py.traces.trace_store import StoredTrace
from tests.traces.recorded import payloads

COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7]")


@pytest.fixture
def traces() -> list[Trace]:
    return join([*payloads("back"), *payloads("front")])


def terminal(width: int = 150) -> tuple[Console, io.StringIO]:
    page = io.StringIO()
    return Console(file=page, force_terminal=True, width=width, color_system="standard", legacy_windows=False), page


def test_a_tree_shows_who_did_what_for_how_long(traces: list[Trace]) -> None:
    lines = render(traces[1]).splitlines()
    assert lines[0] == "trace 6b016b6a000000006af8f874c28f299e · 6 spans · 2 processes · 2.99 ms"
    assert " ".join(lines[1].split()) == "notes-front http.request net/http server POST /notes 2.99 ms 201"
    assert [len(line) - len(line.lstrip(" └─")) for line in lines[1:]] == [0, 3, 6, 9, 12, 15]


def test_an_error_is_marked_and_explained(traces: list[Trace]) -> None:
    lines = render(traces[3]).splitlines()
    assert lines[-1].endswith("✗ SQL logic error: no such column: colour (1)")
    assert "500  ✗ 500: Internal Server Error" in lines[1]


def test_a_statement_of_several_lines_is_drawn_on_one(traces: list[Trace]) -> None:
    assert "CREATE TABLE IF NOT EXISTS notes ( id INTEGER PRIMARY KEY" in render(traces[0]).splitlines()[1]


def test_a_disconnected_trace_is_marked() -> None:
    (trace,) = join(payloads("back")[1:2])
    assert render(trace).splitlines()[0].endswith("not connected")


def test_siblings_are_forked() -> None:
    parents = {1: 0, 2: 1, 3: 2, 4: 1}
    spans = [{"trace_id": 1, "span_id": n, "parent_id": parent, "name": f"op{n}"} for n, parent in parents.items()]
    drawn = [line.split("op")[0].rstrip() for line in render(join([spans])[0]).splitlines()[1:]]
    assert drawn == ["", "├─", "│  └─", "└─"]


def test_a_terminal_gets_colours_and_no_line_wider_than_itself(traces: list[Trace]) -> None:
    for width in (80, 150):
        console, page = terminal(width)
        print_traces(traces, console)
        assert COLOUR.search(page.getvalue())
        plain = re.sub(r"\x1b\[[0-9;]*m", "", page.getvalue())
        assert max(len(line) for line in plain.splitlines()) <= width
        assert "http.request" in plain


def test_no_color_turns_colours_off(traces: list[Trace], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    console, page = terminal()
    print_traces(traces, console)
    assert not COLOUR.search(page.getvalue())


def test_a_pipe_gets_plain_lines_in_full(traces: list[Trace]) -> None:
    page = io.StringIO()
    print_traces(traces, Console(file=page, width=40))
    assert "\x1b" not in page.getvalue()
    assert "INSERT INTO notes (title, body, created) VALUES (?, ?, ?)" in page.getvalue()
    assert all(line == line.rstrip() for line in page.getvalue().splitlines())


def test_an_ascii_output_gets_ascii(traces: list[Trace]) -> None:
    raw = io.BytesIO()
    page = io.TextIOWrapper(raw, encoding="ascii")
    print_traces(traces, Console(file=page))
    page.flush()
    assert b"`- notes-front  http.request" in raw.getvalue()


def test_a_resource_cannot_steer_the_terminal() -> None:
    span = {"trace_id": 1, "span_id": 1, "name": "http.request", "resource": "GET /\x1b]0;owned\x07[red]"}
    assert "GET /?]0;owned?[red]" in render(join([[span]])[0])


def test_a_long_trace_is_cut() -> None:
    spans = [{"trace_id": 1, "span_id": n, "parent_id": min(n - 1, 1), "name": f"op{n}"} for n in range(1, 1001)]
    lines = render(join([spans])[0]).splitlines()
    assert len(lines) == 202
    assert lines[-1] == "... 800 more spans"


def test_log_lines_stand_below_their_trace_on_one_line_each(traces: list[Trace]) -> None:
    console, page = terminal()
    line = LogLine(traces[1].id, 1, traces[1].start + 1_500_000, "a\nb \x1b[31mred", "WARN", "shop")
    print_stored(StoredTrace(traces[1], (line,), again=True), console)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", page.getvalue()).splitlines()
    assert shown[0] == "more of a trace that is above:"
    assert shown[-2] == "  log +1.50 ms  shop WARN a b ?[31mred"
    assert shown[-1] == ""
