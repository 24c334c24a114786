"""Two runs beside each other, held to a model that looks at one query at a time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.evaluation.comparison import compare
from seogo.evaluation.metrics import METRICS, ndcg
from seogo.evaluation.tasks import Task
from seogo.languages import Language
from tests.evaluation import example_runs

ONE, TWO, THREE = (
    example_runs.task("1"),
    example_runs.task("2"),
    example_runs.task("3", lang=Language.EN),
)


def test_what_improved_and_what_broke() -> None:
    before = example_runs.run((ONE, "xya"), (TWO, "a"), (THREE, "xya"))
    after = example_runs.run((ONE, "a"), (TWO, "xya"), (THREE, "xya"))
    found = compare(before, after)
    assert [(c.after.task.id, c.ranks) for c in found.improved] == [("1", (3, 1))]
    assert [(c.after.task.id, c.ranks) for c in found.broken] == [("2", (1, 3))]
    assert found.improved[0].gain == pytest.approx(1 - 1 / 2)
    korean, english = found.differences
    assert (korean.queries, korean.improved, korean.broken) == (2, 1, 1)
    assert (english.queries, english.improved, english.broken) == (1, 0, 0)
    assert all((e.mean, e.low, e.high) == (0, 0, 0) for e in english.estimates)
    # one query gains what the other one loses
    mrr = korean.estimates[METRICS.index("MRR@10")]
    assert mrr.mean == pytest.approx(0)
    assert mrr.low == pytest.approx(-2 / 3)
    assert mrr.high == pytest.approx(2 / 3)


def test_a_steady_gain_is_more_than_chance() -> None:
    tasks = [example_runs.task(str(number)) for number in range(30)]
    before = example_runs.run(*((task, "xa" if n % 2 else "xya") for n, task in enumerate(tasks)))
    after = example_runs.run(*((task, "a" if n % 2 else "xa") for n, task in enumerate(tasks)))
    (difference,) = compare(before, after).differences
    assert difference.improved == 30
    assert difference.estimates[0].low > 0


def test_only_the_same_tasks_are_compared() -> None:
    other = Task(ONE.file, ONE.id, "같은 이름의 다른 물음", ONE.lang, ONE.relevant, ONE.kind)
    found = compare(
        example_runs.run((other, "a"), (TWO, "a")), example_runs.run((ONE, "a"), (TWO, "xa"))
    )
    assert [change.after.task for change in found.broken] == [TWO]
    assert found.unmatched == 2
    assert compare(example_runs.run((TWO, "a")), example_runs.run()).differences == ()


RANKINGS = st.lists(st.permutations("abxyz").map("".join), min_size=1, max_size=12)


@pytest.mark.slow
@settings(max_examples=30)
@given(RANKINGS, RANKINGS)
def test_every_query_is_counted_once_and_the_largest_come_first(
    earlier: list[str], later: list[str]
) -> None:
    count = min(len(earlier), len(later))
    tasks = [example_runs.task(str(number), relevant=("a", "b")) for number in range(count)]
    found = compare(
        example_runs.run(*zip(tasks, earlier, strict=False)),
        example_runs.run(*zip(tasks, later, strict=False)),
    )
    gains = {
        task.id: ndcg(new, "ab", 10) - ndcg(old, "ab", 10)
        for task, old, new in zip(tasks, earlier, later, strict=False)
    }
    assert {c.after.task.id: c.gain for c in (*found.improved, *found.broken)} == {
        name: gain for name, gain in gains.items() if gain
    }
    assert [c.gain for c in found.improved] == sorted(
        (c.gain for c in found.improved), reverse=True
    )
    assert [c.gain for c in found.broken] == sorted(c.gain for c in found.broken)
    mean = found.differences[0].estimates[METRICS.index("nDCG@10")].mean
    assert mean == pytest.approx(sum(gains.values()) / count)
