"""What `pyorch diff OLD NEW` finds in the records of two programs."""

from __future__ import annotations

from dataclasses import replace

from orchestrion_py.inspection.binary_record import Module, Record
from orchestrion_py.inspection.record_changes import Change, record_changes

OLD = Record(
    pyorch="0.1.0",
    back_end="datadog",
    go="go1.26.8",
    main="example.com/shop",
    modules=(Module("a.io/m", "v1.0.0", "h1:a"), Module("b.io/gone", "v1.2.3", "h1:b")),
    packages={"net/http": {"server": ("server.go:10:2", "server.go:20:2")}},
    unmatched=(("pay", "orchestrion.yml"),),
)


def test_code_that_moved_is_no_difference() -> None:
    moved = replace(OLD, packages={"net/http": {"server": ("server.go:11:2", "server.go:21:2")}})
    assert record_changes(OLD, moved) == []


def test_each_part_of_a_record_is_compared() -> None:
    new = replace(
        OLD,
        pyorch="0.2.0",
        modules=(Module("a.io/m", "v1.0.0", "h1:other"), Module("c.io/replaced", "", "")),
        packages={"net/http": {"server": ("server.go:10:2",), "client": ("client.go:5:1",)}},
        unmatched=(),
    )
    assert record_changes(OLD, new) == [
        Change("pyorch", "0.1.0", "0.2.0"),
        Change("module a.io/m", "v1.0.0 h1:a", "v1.0.0 h1:other"),
        Change("module b.io/gone", "v1.2.3 h1:b", ""),
        Change("module c.io/replaced", "", "(a folder)"),
        Change("net/http: client", "", "client.go:5:1"),
        Change("net/http: server", "server.go:10:2, server.go:20:2", "server.go:10:2"),
        Change("aspect that matches nothing: pay", "orchestrion.yml", ""),
    ]
