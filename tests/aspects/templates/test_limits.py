"""Limits stop templates that run, nest or write without end."""

from __future__ import annotations

import pytest

from orchestrion_py.aspects.templates import Limits, TemplateError, parse


def test_a_loop_stops_at_the_limit_of_steps() -> None:
    with pytest.raises(TemplateError, match="stopped after 1000 steps: does it loop forever"):
        parse("{{range 1000000000}}{{end}}").render(None, limits=Limits(steps=1000))


def test_output_stops_at_its_limit() -> None:
    with pytest.raises(TemplateError, match="output is longer than 50 characters"):
        parse("{{range 100}}x{{end}}").render(None, limits=Limits(output=50))


def test_text_that_is_never_written_has_a_limit_too() -> None:
    doubling = '{{$x := "ab"}}{{range 100}}{{$x = print $x $x}}{{end}}'
    with pytest.raises(TemplateError, match="longer than 16777216 characters"):
        parse(doubling).render(None)


@pytest.mark.thorough
def test_escaped_text_has_a_limit_too() -> None:
    doubling = r"{{$x := `\\\\`}}{{range 100}}{{$x = js $x}}{{end}}"
    with pytest.raises(TemplateError, match="longer than 16777216 characters"):
        parse(doubling).render(None)


def test_work_on_long_texts_counts_as_steps() -> None:
    busy = '{{$x := printf "%100000d" 1}}{{range 1000000}}{{if eq $x $x}}{{end}}{{end}}'
    with pytest.raises(TemplateError, match="stopped after 100000 steps"):
        parse(busy).render(None, limits=Limits(steps=100_000))


def test_templates_that_call_each_other_stop_at_a_depth() -> None:
    endless = '{{define "a"}}{{template "b"}}{{end}}{{define "b"}}{{template "a"}}{{end}}{{template "a"}}'
    with pytest.raises(TemplateError, match=r"exceeded maximum template depth \(100\)") as caught:
        parse(endless).render(None)
    assert caught.value.line == 1


@pytest.mark.parametrize(
    "text",
    ["{{" + "(" * 5000, "{{if 1}}" * 5000, "{{" + "(len " * 400 + "1" + ")" * 400 + "}}"],
    ids=["parens", "branches", "calls"],
)
def test_nesting_beyond_reason_is_an_error(text: str) -> None:
    with pytest.raises(TemplateError, match="max expression depth exceeded"):
        parse(text)


def test_data_that_contains_itself_is_an_error() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(TemplateError, match="nested too deeply"):
        parse("{{.}}").render(endless)
