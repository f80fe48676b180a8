"""The text by which the record of a program stands in its file."""

from __future__ import annotations

from orchestrion_py.toolexec.link_call.record_text import encode, find_records

RECORD = {"main": "example.com/grüße", "packages": {"a": {"> \n": ["file.go:1:2"]}}}


def test_a_record_is_found_among_other_bytes() -> None:
    text = encode(RECORD)
    assert text.isascii()
    content = b"\x7fELF<pyorch-record 1 3 " + text.encode() + b"\0" * 9 + text.encode()
    assert list(find_records(content)) == [RECORD, RECORD]


def test_a_damaged_record_is_none() -> None:
    text = encode(RECORD).encode()
    assert list(find_records(text.replace(b"file.go", b"fill.go"))) == []
    assert list(find_records(text[:-20])) == []


def test_another_format_is_reported_by_its_number() -> None:
    assert list(find_records(encode(RECORD).replace("record 1 ", "record 2 ").encode())) == [2]
