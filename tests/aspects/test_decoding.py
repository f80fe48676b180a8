"""The tables of words: each word of the language has a decoder, which is imported only if an aspect uses it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from orchestrion_py.aspects.decoding import ADVICE, JOIN_POINTS, decode_advice, decode_join_point
from orchestrion_py.aspects.files.yaml_value import AspectError, Value
from tests.helpers.paths import REPOSITORY

# No word takes it.
_NONSENSE = [None]


@pytest.mark.parametrize("word", JOIN_POINTS)
def test_each_join_point_has_a_decoder(word: str) -> None:
    with pytest.raises(AspectError) as caught:
        decode_join_point(Value({word: _NONSENSE}))
    assert "join point" not in str(caught.value)


@pytest.mark.parametrize("word", ADVICE)
def test_each_advice_has_a_decoder(word: str) -> None:
    with pytest.raises(AspectError) as caught:
        decode_advice(Value({word: _NONSENSE}))
    assert "unknown advice" not in str(caught.value)


def test_only_the_words_of_an_aspect_are_imported() -> None:
    program = (
        "import sys; from orchestrion_py.aspects.decoding import decode_join_point; "
        "from orchestrion_py.aspects.files.yaml_value import Value; "
        "decode_join_point(Value({'import-path': 'net/http'})); "
        "print(*sorted(name for name in sys.modules if name.startswith('orchestrion_py.aspects.joinpoints.')))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    assert printed.split() == ["orchestrion_py.aspects.joinpoints.import_path"]
