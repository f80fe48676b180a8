"""Errors in aspect files have a place and say what is allowed."""

from __future__ import annotations

import pytest

from orchestrion_py.aspects.decoding import decode_aspect
from orchestrion_py.aspects.files.yaml_file import parse_yaml
from orchestrion_py.aspects.files.yaml_value import AspectError

FAULTS = {
    "unknown join point": (
        "id: a\njoin-point:\n  functoin-call: a.B\nadvice: [{add-blank-import: x}]\n",
        "f.yml:3:3: unknown join point 'functoin-call', did you mean 'function-call'?",
    ),
    "unknown advice": (
        "id: a\njoin-point: {import-path: a}\nadvice:\n  - wrap: {template: x}\n",
        "f.yml:4:5: unknown advice 'wrap'",
    ),
    "a number for a path": (
        "id: a\njoin-point:\n  import-path: 12\nadvice: [{add-blank-import: x}]\n",
        "f.yml:3:3: expected a string, found 12",
    ),
    "no advice": ("id: a\njoin-point: {import-path: a}\n", "f.yml:1:1: missing key `advice`"),
    "a template that is none": (
        "id: a\njoin-point: {import-path: a}\nadvice:\n  - wrap-expression:\n      template: '{{ if }}'\n",
        "f.yml:5:24: the template does not parse: missing value for if",
    ),
    "an option that is none": (
        "id: a\njoin-point:\n  function:\n    - nam: x\nadvice: [{add-blank-import: x}]\n",
        "f.yml:4:7: unknown option of `function` 'nam', did you mean 'name'?",
    ),
    "not YAML": ("id: [\n", "f.yml:2:1: invalid YAML: "),
    "a key given twice": ("id: a\nid: b\n", "f.yml:2:1: duplicate key `id`"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault(name: str) -> None:
    text, expected = FAULTS[name]
    with pytest.raises(AspectError) as caught:
        decode_aspect(parse_yaml(text, "f.yml"))
    assert str(caught.value).startswith(expected)
