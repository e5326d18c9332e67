"""What a language model was sent and what it cost: of a run."""

from collections.abc import Mapping

from evals.run import Run


def usage_per_answer(run: Run) -> Mapping[str, float]:
    """Return each figure of a run's `usage` (tokens, calls, cost) over its answers; none without a language model."""
    answers = sum(len(results) for results in (run.results, *run.repeats))
    return {name: total / answers for name, total in run.usage.items()} if answers else {}
