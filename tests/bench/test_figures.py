"""Medians and ratios of hand-picked samples."""

import json
import math

from tests.bench.figures import Measured, Row, Sample, as_json, row


def measured(name: str, *walls: float, judged: bool = True) -> Measured:
    """Samples with two seconds of CPU time for each second of wall clock, three quarters of it user time."""
    return Measured(name, judged, tuple(Sample(wall, 1.5 * wall, 0.5 * wall) for wall in walls))


def example(*walls: float, target: float | None = 1.06) -> Row:
    return row("edit-main", "rebuild", target, [measured("by hand", 3, 1, 2, judged=False), measured("pyorch", *walls)])


def test_the_first_is_the_baseline() -> None:
    baseline, pyorch = example(9, 3, 2).lines
    assert (baseline.wall, baseline.wall_ratio, baseline.cpu, baseline.cpu_ratio) == (2, 1, 4, 1)
    assert (pyorch.wall, pyorch.wall_ratio, pyorch.cpu, pyorch.cpu_ratio) == (3, 1.5, 6, 1.5)


def test_user_and_system_time_have_their_own_medians() -> None:
    samples = (Sample(1, 5, 0), Sample(1, 1, 3), Sample(1, 2, 1))
    (line,) = row("cold", "cold", None, [Measured("by hand", False, samples)]).lines
    assert (line.user, line.system, line.cpu) == (2, 1, 4)


def test_one_slow_build_does_not_move_a_median() -> None:
    line = example(2, 2, 60).lines[1]
    assert (line.wall_ratio, line.fastest, line.slowest) == (1, 2, 60)


def test_a_target_is_judged_as_it_is_printed() -> None:
    assert example(2.129).lines[1].met is True  # 1.0645, printed as 1.06x
    assert example(2.131).lines[1].met is False


def test_only_pyorch_is_judged() -> None:
    assert example(1).lines[0].met is None
    assert example(1, target=None).lines[1].met is None


def test_a_baseline_without_cpu_time_has_no_ratio() -> None:
    idle = Measured("by hand", False, (Sample(1, 0, 0),))
    found = row("no-change", "rebuild", 1.0, [idle, measured("pyorch", 1)])
    assert math.isnan(found.lines[1].cpu_ratio)
    assert json.loads(json.dumps(as_json([found]), allow_nan=False))[0]["builds"][1]["cpu_ratio"] is None


def test_json_has_every_sample() -> None:
    (found,) = as_json([example(9, 3, 2)])
    assert (found["row"], found["target"]) == ("edit-main", 1.06)
    pyorch = found["builds"][1]
    assert (pyorch["name"], pyorch["wall"], pyorch["wall_ratio"], pyorch["met"]) == ("pyorch", 3, 1.5, False)
    assert [sample["wall"] for sample in pyorch["samples"]] == [9, 3, 2]
    assert pyorch["samples"][1] == {"wall": 3, "user": 4.5, "system": 1.5}
