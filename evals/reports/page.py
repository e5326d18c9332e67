"""A run as one page of HTML, beside the baseline's where there is one: without a script, and without a request.

Questions and answers are foreign text: the template escapes every value that is not a drawing of `evals.reports.plots`.
The page's own policy lets nothing load and no script run, and no style but its own.
"""

import base64
import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.inert import day
from evals.gate import ALONE, Verdict
from evals.metrics.stability import stability
from evals.metrics.usage import usage_per_answer
from evals.reports import numbers, page_rows, plots, wording
from evals.reports.case_view import Changed, changed, evidence_of, sources_of, summary_of
from evals.reports.fairness import by_name, by_outlet, outlets_wanted, told_apart
from evals.reports.figures import figures_of, leading
from evals.reports.groups import groups
from evals.reports.side_by_side import set_alone
from evals.run import Run

HERE = Path(__file__).parent
NAMED = 3  # cases of one broken guarantee that are named above the figures
UNFOLDED = 6  # cases that newly fail whose answers are to be seen at once


def page(run: Run, verdict: Verdict = ALONE, baseline: Run | None = None) -> str:
    """Return the page. `baseline` is the run that it is held to: of it come date, fingerprint and timings."""
    comparison = verdict.comparison
    figures = figures_of(run, comparison)
    axis = page_rows.axis_of(figures)
    moved = changed(comparison) if comparison else Changed()
    outlets = by_outlet(run)
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            run=run,
            baseline=baseline,
            comparison=comparison,
            broken=page_rows.broken_rows(verdict.breaches),
            missed=verdict.missed,
            unworded=wording.unworded_of(run),
            named=NAMED,
            headline=wording.headline(run, verdict),
            tone=page_rows.tone(run, verdict),
            leading=page_rows.figure_rows(leading(figures), axis),
            families=page_rows.family_rows(figures, axis),
            scale=plots.scale(axis),
            kinds=groups(run, comparison, lambda case: (case.kind,)),
            outlets=groups(run, comparison, lambda case: outlets_wanted(case, run.outlets)),
            moved=moved,
            places={view.case.id: f"case-{number}" for number, view in enumerate(moved.all)},
            failing=page_rows.still_failing(run, moved),
            fairness=page_rows.respect_rows(outlets),
            names=page_rows.respect_rows(by_name(run)),
            apart=told_apart(outlets),
            stages=page_rows.stage_rows(run, baseline),
            stability=stability(run),
            usage=usage_per_answer(run),
            advice=wording.advice_of(run.judged) if run.judged else "",
            prints=page_rows.print_rows(run, baseline),
            style=_style(),
            policy=_policy(),
            unfolded=UNFOLDED,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(HERE),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"moment": _moment, "summary": summary_of, "alone": set_alone, "milliseconds": _milliseconds}
    environment.globals |= {
        "wording": wording,
        "numbers": numbers,
        "sources_of": sources_of,
        "evidence_of": evidence_of,
    }
    return environment


@cache
def _style() -> Markup:
    return Markup((HERE / "page.css").read_text(encoding="utf-8"))  # no part of it comes from elsewhere


def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _moment(made: datetime) -> str:
    return f"{day(made.date())}, {made:%H:%M} {made.tzname() or ''}".rstrip()


def _milliseconds(value: float) -> str:
    return f"{value:.0f} ms" if value >= 10 else f"{value:.1f} ms"
