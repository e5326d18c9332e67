"""How long answers took, stage by stage: of a run."""

from dataclasses import dataclass

import numpy as np

from evals.run import Run

OF_THE_MODEL = ("compose", "total")
"""The stages of an answer in which a language model's reply is waited for."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of one stage: the median, and what 95 of 100 answers stay within, of `answers` answers."""

    stage: str
    p50: float
    p95: float
    answers: int


def latencies(run: Run) -> tuple[Latency, ...]:
    """Return the latency of each stage, in the order that answers tell them, of every answer of a run.

    Percentiles are interpolated linearly (Hyndman and Fan 1996, type 7). The cases are asked one after another of a
    process that is warm, so this is no cold start and no load. Of replies of a recording the stages that wait for them
    are left out.
    """
    timings = [result.timings for results in (run.results, *run.repeats) for result in results]
    unknown = OF_THE_MODEL if run.replayed else ()
    stages = dict.fromkeys(stage for timing in timings for stage in timing if stage not in unknown)
    return tuple(_latency(stage, [timing[stage] for timing in timings if stage in timing]) for stage in stages)


def _latency(stage: str, milliseconds: list[float]) -> Latency:
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return Latency(stage, float(p50), float(p95), len(milliseconds))
