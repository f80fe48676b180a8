"""The ids in a line of a log, as woven programs write them."""

from __future__ import annotations

import pytest

from orchestrion_py.traces.log_lines import log_line

HEX = "c61b3f687c2e1a3862548196c0f3bd22"
LOWER = 0x62548196C0F3BD22


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (f"level=INFO msg=hi trace_id={HEX} span_id=b81165fad2f9b71a", (LOWER, 0xB81165FAD2F9B71A)),
        (f'{{"msg":"hi","trace_id":"{HEX}","span_id":"1234567890123456"}}', (LOWER, 0x1234567890123456)),
        (f'{{"dd.trace_id": "{HEX}", "dd.span_id": "1430447449269193861"}}', (LOWER, 1430447449269193861)),
        ("dd.trace_id=4519563123 dd.span_id=1234567890123456", (4519563123, 1234567890123456)),
        (f"\x1b[36mtrace_id=\x1b[0m{HEX}", (LOWER, 0)),
        (f"traceId: {HEX}", (LOWER, 0)),
    ],
)
def test_the_ids_of_a_line(text: str, ids: tuple[int, int]) -> None:
    line = log_line(text, 7)
    assert line
    assert (line.trace_id, line.span_id, line.time, line.text) == (*ids, 7, text)


@pytest.mark.parametrize("text", ["", "no ids here", "trace_id=", f"span_id={HEX}", "trace_id=0", "my_identity=12"])
def test_a_line_without_a_trace(text: str) -> None:
    assert log_line(text, 7) is None
