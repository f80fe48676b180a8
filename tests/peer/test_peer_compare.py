"""The differences that `make peer` reports, and those that it ignores."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from orchestrion_py.traces.span_tree import join
from tests.peer.contenders import WovenFile
from tests.peer.spans import differences
from tests.peer.symbols import unexplained
from tests.peer.table import rows
from tests.peer.visit import Visit
from tests.peer.wrapping import without_wrapping

if TYPE_CHECKING:
    from collections.abc import Mapping

LINKED = WovenFile("synthetic", "link_deps_imports.go")


def span(number: int, parent: int, name: str, **more: Any) -> dict[str, Any]:
    """A span as the agent returns it."""
    return {
        "trace_id": 7, "span_id": number, "parent_id": parent, "service": "peer", "name": name, "resource": name,
        "start": number, "duration": 1, "error": 0, "type": "web", "meta": {}, "metrics": {}, **more,
    }  # fmt: skip


def visited(*spans: Mapping[str, Any], log: str = "") -> Visit:
    types = {each["span_id"]: each["type"] for each in spans}
    return Visit(((200, "ok"),), (log,) if log else (), tuple(join([spans])), types)


PLAIN = (span(1, 0, "root"), span(2, 1, "one"), span(3, 1, "two"))


def found(*ours: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """The differences from the plain spans."""
    return [(each.place, each.what, each.theirs, each.ours) for each in differences(visited(*PLAIN), visited(*ours))]


def test_ids_times_and_the_order_of_siblings_do_not_matter() -> None:
    moved = (span(9, 0, "root", duration=5), span(11, 9, "two", start=3), span(12, 9, "one", start=8))
    assert found(*moved) == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"service": "another"}, "the span"),
        ({"name": "another"}, "the span"),
        ({"resource": "another"}, "the span"),
        ({"type": "sql"}, "type"),
        ({"error": 1}, "error"),
        ({"meta": {"layer": "store"}}, "meta layer"),
        ({"metrics": {"rows": 1.0}}, "metrics rows"),
        ({"parent_id": 2}, "the span"),
        ({"parent_id": 0}, "the span"),
    ],
)
def test_every_other_difference_is_found(change: dict[str, Any], what: str) -> None:
    differing = found(PLAIN[0], PLAIN[1], {**PLAIN[2], **change})
    assert differing
    assert {each[1] for each in differing} == {what}


def test_a_missing_span_is_reported_with_its_place() -> None:
    assert found(*PLAIN[:2]) == [("/peer root root/peer two two", "the span", "is there", "is missing")]
    assert found(*PLAIN, span(4, 3, "more")) == [
        ("/peer root root/peer two two/peer more more", "the span", "is missing", "is there")
    ]


def test_ports_and_process_ids_are_ignored_and_other_numbers_are_not() -> None:
    def with_tags(port: int, status: str) -> Visit:
        meta = {"http.url": f"http://127.0.0.1:{port}/a", "runtime-id": str(port), "http.status_code": status}
        return visited(span(1, 0, "root", meta=meta, metrics={"process_id": port}))

    assert differences(with_tags(1234, "200"), with_tags(4321, "200")) == []
    assert [each.what for each in differences(with_tags(1, "200"), with_tags(2, "500"))] == ["meta http.status_code"]


def test_ids_in_a_log_are_compared_as_spans() -> None:
    def logged(span_id: int, message: str = "hello") -> Visit:
        return visited(*PLAIN, log=f'{{"msg": "{message}", "dd.span_id": "{span_id}", "dd.trace_id": "{7:032x}"}}')

    assert differences(logged(2), logged(2)) == []
    assert [each.place for each in differences(logged(2), logged(3))] == ["log line 1"]
    assert [each.place for each in differences(logged(2), logged(2, "bye"))] == ["log line 1"]


def test_answers_are_compared() -> None:
    theirs = visited(*PLAIN)
    assert [each.place for each in differences(theirs, replace(theirs, answers=((500, "no"),)))] == ["answer 1"]
    assert [each.place for each in differences(theirs, replace(theirs, answers=()))] == ["answer 1"]


def test_a_file_that_only_one_wove_needs_a_known_reason() -> None:
    both = {WovenFile("net/http", "server.go")}
    assert [(row.package, row.explained) for row in rows(both, both)] == [("net/http", True)]
    assert [row.explained for row in rows({LINKED}, set())] == [True]
    assert [row.explained for row in rows(set(), {LINKED})] == [False]
    (row,) = rows(both | {WovenFile("net/http", "client.go")}, both)
    assert (row.theirs, row.ours, row.explained) == (2, 1, False)
    assert row.remarks == ("only Orchestrion: client.go: UNEXPLAINED",)


def test_a_symbol_that_only_one_program_has_needs_a_known_reason() -> None:
    theirs = frozenset({"main.main", "main.check.func1"})
    assert unexplained(theirs, theirs | {"pyorch/linked..inittask"}) == []
    assert unexplained(theirs, frozenset({"main.main", "main.check.func1.1"})) == [
        "main.check.func1",
        "main.check.func1.1",
    ]


# A kept connection of Orchestrion's: the server's span 12 of the second request is below the first request's span 3.
FIRST = (
    span(1, 0, "front", duration=9),
    span(2, 1, "call", duration=7, meta={"span.kind": "client"}, resource="GET /"),
    span(3, 2, "serve", duration=5, meta={"span.kind": "server"}, resource="GET /"),
)
CALLING = (
    span(10, 0, "front", trace_id=8, duration=9, start=20),
    span(11, 10, "call", trace_id=8, duration=7, start=21, meta={"span.kind": "client"}, resource="GET /"),
)


def served(trace: int, parent: int) -> tuple[dict[str, Any], ...]:
    server = span(12, parent, "serve", trace_id=trace, start=22, meta={"span.kind": "server"}, resource="GET /")
    return (server, span(13, 12, "query", trace_id=trace, start=23))


def visited_in_traces(*spans: Mapping[str, Any]) -> Visit:
    return replace(visited(*spans), traces=tuple(join([spans])))


def test_a_parent_that_has_ended_is_explained() -> None:
    theirs = visited_in_traces(*FIRST, *CALLING, *served(7, 3))
    ours = visited_in_traces(*FIRST, *CALLING, *served(8, 11))
    assert differences(theirs, ours)
    theirs, ours, known = without_wrapping(theirs, ours)
    assert differences(theirs, ours) == []
    assert [(each.what, each.spans) for each in known] == [("parent", 1)]


def test_a_parent_of_pyorch_that_has_ended_is_a_difference() -> None:
    theirs = visited_in_traces(*FIRST, *CALLING, *served(8, 11))
    ours = visited_in_traces(*FIRST, *CALLING, *served(7, 3))
    assert differences(*without_wrapping(theirs, ours)[:2])


def stacked(*frames: str) -> Visit:
    return visited(span(1, 0, "root", meta={"error.stack": "\n".join(f"{frame}\n\t/src/a.go:1" for frame in frames)}))


def test_frames_of_wrappers_are_explained_and_others_compared() -> None:
    theirs = stacked("main.find", "database/sql.ctxDriverQuery", "github.com/DataDog/dd-trace-go/v2.Query", "main.main")
    for frames, same in ((("main.find", "main.main"), True), (("main.find", "main.other"), False)):
        *visits, known = without_wrapping(theirs, stacked(*frames))
        assert (differences(*visits) == []) is same
        assert [each.what for each in known] == ["error.stack"]
