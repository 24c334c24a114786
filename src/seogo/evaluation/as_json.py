"""What an evaluation found, as plain data for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from seogo.evaluation.cases import CaseResult
from seogo.evaluation.comparison import DECIDING, Change, Comparison
from seogo.evaluation.intervals import Estimate
from seogo.evaluation.metrics import METRICS
from seogo.evaluation.run import Figures, Run

LARGEST = 10
"""How many of the queries that improved, and of those that broke, are shown."""


def run_json(run: Run, figures: Sequence[Figures], comparison: Comparison | None) -> dict[str, Any]:
    """The figures of a run, and how it compares."""
    data: dict[str, Any] = {
        "index": run.fingerprint,
        "level": run.level,
        "missing": list(run.missing),
        "figures": [
            {
                "file": found.part.file,
                "kind": found.part.kind,
                "lang": found.part.lang.value,
                "queries": found.queries,
                "metrics": _metrics(found.estimates),
            }
            for found in figures
        ],
    }
    if comparison is not None:
        data["comparison"] = _comparison_json(comparison)
    return data


def cases_json(results: Sequence[CaseResult]) -> dict[str, Any]:
    """Passes by category, and the cases that fail."""
    return {
        "passed": sum(result.passed for result in results),
        "cases": len(results),
        "categories": {
            name: {"passed": passed, "cases": count}
            for name, (passed, count) in by_category(results).items()
        },
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


def by_category(results: Sequence[CaseResult]) -> dict[str, tuple[int, int]]:
    """How many cases of each category pass, and how many there are."""
    counts: dict[str, tuple[int, int]] = {}
    for result in results:
        passed, count = counts.get(result.case.category, (0, 0))
        counts[result.case.category] = passed + result.passed, count + 1
    return counts


def _comparison_json(comparison: Comparison) -> dict[str, Any]:
    return {
        "differences": [
            {
                "file": found.part.file,
                "kind": found.part.kind,
                "lang": found.part.lang.value,
                "queries": found.queries,
                "improved": found.improved,
                "broken": found.broken,
                "metrics": _metrics(found.estimates),
            }
            for found in comparison.differences
        ],
        "by": DECIDING,
        "improved": [_change_json(change) for change in comparison.improved[:LARGEST]],
        "improved_more": len(comparison.improved[LARGEST:]),
        "broken": [_change_json(change) for change in comparison.broken[:LARGEST]],
        "broken_more": len(comparison.broken[LARGEST:]),
        "alone": comparison.alone,
    }


def _change_json(change: Change) -> dict[str, Any]:
    task, (before, after) = change.after.task, change.places
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
