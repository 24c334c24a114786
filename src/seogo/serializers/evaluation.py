"""Evaluations as JSON: figures of a run, its comparison with another one, passes of cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from seogo.evaluation.cases import CaseResult, apart, by_category, passes
from seogo.evaluation.comparison import DECIDING_METRIC, Change, Comparison
from seogo.evaluation.intervals import Estimate
from seogo.evaluation.metrics import METRICS
from seogo.evaluation.run import MetricSummary, Run, TaskGroup

MAX_CHANGES = 10
"""Queries that improved, and queries that broke, of which so many are shown at most."""


def to_run_data(
    run: Run,
    summaries: Sequence[MetricSummary],
    comparison: Comparison | None,
    usual: Mapping[TaskGroup, Mapping[str, float]],
) -> dict[str, Any]:
    """Figures of a run by group of tasks, those that others print of a public set (``usual``), and the comparison with
    another run."""
    data: dict[str, Any] = {
        "index": run.fingerprint,
        "level": run.level,
        "missing": list(run.missing),
        "figures": [
            {
                "file": found.group.file,
                "kind": found.group.kind,
                "lang": found.group.lang.value,
                "queries": found.queries,
                "metrics": _metrics(found.estimates),
                **({"usual": dict(usual[found.group])} if usual else {}),
            }
            for found in summaries
        ],
    }
    if comparison is not None:
        data["comparison"] = _comparison_json(comparison)
    return data


def to_case_data(results: Sequence[CaseResult]) -> dict[str, Any]:
    """Passes by category, those of cases that need knowledge apart, and the cases that fail."""
    counted, knowledge = apart(results)
    return {
        **_counts(*passes(counted)),
        "categories": {name: _counts(*found) for name, found in by_category(counted).items()},
        "knowledge": _counts(*passes(knowledge)),
        "failing": [
            {
                "id": result.case.id,
                "category": result.case.category,
                "query": result.case.query,
                "why": str(result.why or ""),
            }
            for result in results
            if not result.passed
        ],
    }


def _counts(passed: int, count: int) -> dict[str, int]:
    return {"passed": passed, "cases": count}


def _comparison_json(comparison: Comparison) -> dict[str, Any]:
    return {
        "differences": [
            {
                "file": found.group.file,
                "kind": found.group.kind,
                "lang": found.group.lang.value,
                "queries": found.queries,
                "improved": found.improved,
                "broken": found.broken,
                "metrics": _metrics(found.estimates),
            }
            for found in comparison.differences
        ],
        "by": DECIDING_METRIC,
        "improved": [_change_json(change) for change in comparison.improved[:MAX_CHANGES]],
        "improved_more": len(comparison.improved[MAX_CHANGES:]),
        "broken": [_change_json(change) for change in comparison.broken[:MAX_CHANGES]],
        "broken_more": len(comparison.broken[MAX_CHANGES:]),
        "alone": comparison.unmatched,
    }


def _change_json(change: Change) -> dict[str, Any]:
    task, (before, after) = change.after.task, change.ranks
    return {
        "file": task.file,
        "id": task.id,
        "query": task.query,
        "relevant": list(task.relevant),
        "place_before": before or None,
        "place": after or None,
        "gain": change.gain,
    }


def _metrics(estimates: Sequence[Estimate]) -> dict[str, dict[str, float]]:
    return {
        name: {"mean": found.mean, "low": found.low, "high": found.high}
        for name, found in zip(METRICS, estimates, strict=True)
    }
