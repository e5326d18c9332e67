"""The Evals tab as HTML: the tests that can be asked, the runs, and the report of one. All of it escaped."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from markupsafe import Markup

from app.chat.eval_seams import PastRun, Stage
from app.chat.html import joined
from app.chat.library_html import failure, notice
from app.chat.security import REPORT
from app.inert import day

NOTHING = Markup("")
EMPTY = Markup(
    '<section class="first"><p class="lead">No runs yet.</p><p>A run asks every test and says which answers are not'
    " as they should be. <code>hearsay eval</code> makes one of the bundled tests, <code>hearsay eval cases.jsonl"
    " --library DIR</code> of yours, and the button above of those kept here.</p></section>"
)
NO_TESTS = Markup('<p class="note">No tests of this library yet: <b>Keep as a test</b> under an answer makes one.</p>')
NO_REPORT = Markup(  # a page of its own, in the frame: none of the chat's style is there
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
    "<title>No report</title><style>body {{ margin: 0; padding: 24px; min-height: 100vh; background: Canvas;"
    " color: CanvasText; font: 15px/1.5 system-ui, sans-serif; }}</style><p>{}.</p></html>"
)
NOTHING_OPEN = Markup(
    '<section class="sheet empty" aria-label="Report"><p>Choose a run to see what passes, and what got worse since'
    " another.</p></section>"
)


def asking(tests: int, model: str, stage: Stage | None) -> Markup:
    """Return the button that asks the tests, or how far that is. `model` is where questions go, if anywhere."""
    if stage and not stage.over:
        return Markup(
            '<div class="work" role="status"><p>Asking {:,} of {:,}</p><progress value="{}" max="{}"'
            ' aria-label="Tests asked"></progress><button type="button" class="quiet" data-cancel>Stop</button></div>'
        ).format(min(stage.done + 1, stage.total), stage.total, stage.done, stage.total)
    button = Markup('<p><button type="button" class="plain" data-ask-tests>Ask {}{}</button></p>').format(
        _counted(tests), f", worded by {model}" if model else ""
    )
    return (button if tests else NO_TESTS) + (_over(stage) if stage else NOTHING)


def _over(stage: Stage) -> Markup:
    if stage.problem:
        return failure(f"The evaluation ended after {stage.done:,} of {stage.total:,}: {stage.problem}.")
    opener = Markup(' <button type="button" class="near" data-run="{}">Open the report</button>').format(stage.name)
    return notice(f"Asked {_counted(stage.total)}.", opener)


def _counted(tests: int) -> str:
    return "the one test" if tests == 1 else f"the {tests:,} tests"


def shelf(runs: Sequence[PastRun], chosen: str) -> Markup:
    """Return the list of runs, the newest first."""
    if not runs:
        return EMPTY
    return Markup(
        '<section class="roster" aria-label="Runs"><table class="runs"><thead><tr><th>Run</th><th class="number">Passed'
        "</th><th>Differs from the one before</th></tr></thead><tbody>{}</tbody></table></section>"
    ).format(joined(_line(run, run.name == chosen) for run in runs))


def _line(run: PastRun, is_open: bool) -> Markup:
    if run.made is None:
        return Markup('<tr class="no-run"><td colspan="3">{}: {}</td></tr>').format(run.name, run.problem)
    current = Markup('aria-current="true"') if is_open else NOTHING
    reason = Markup('<span class="unknown">Baseline: {}</span>').format(run.reason) if run.reason else NOTHING
    return Markup(
        '<tr><td><button type="button" class="open" data-run="{}" {}>{}</button>{}<span class="unknown">{}, code'
        ' <code>{}</code></span></td><td class="number">{:,} of {:,}</td><td>{}</td></tr>'
    ).format(
        run.name,
        current,
        moment(run.made),
        reason,
        run.model or "no language model",
        run.code,
        run.passed,
        run.cases,
        _differences(run.differs),
    )


def _differences(differs: Sequence[str] | None) -> Markup:
    if differs is None:
        return Markup('<span class="unknown">the oldest here</span>')
    return Markup("{}").format(", ".join(differs)) if differs else Markup('<span class="unknown">nothing</span>')


def moment(made: datetime) -> str:
    """Return a time as shown."""
    return f"{day(made.date())}, {made:%H:%M:%S}"


def report(run: PastRun, others: Sequence[PastRun], before: str, nonce: str) -> Markup:
    """Return the panel of a run's report, with the others that it can be set beside. The report runs nothing, and has
    no more to do with this page than one of another site.
    """
    options = joined(
        Markup('<option value="{}" {}>{}</option>').format(
            other.name, Markup("selected") if other.name == before else NOTHING, moment(other.made)
        )
        for other in others
        if other.made
    )
    address = address_of(run.name, before)
    return Markup(
        '<section class="sheet open" aria-label="Report" data-nonce="{}"><div class="bar"><label class="place">'
        'Beside <select data-before><option value="">no other run</option>{}</select></label>'
        '<a class="quiet" href="{}" target="_blank" rel="noopener">Open alone</a>'
        '<button type="button" class="quiet" data-close>Close</button></div>'
        '<div class="framed"><p class="note">Putting the report together…</p>'
        '<iframe src="{}" title="Report of the run of {}" sandbox></iframe></div></section>'
    ).format(nonce, options, address, address, moment(run.made) if run.made else run.name)


def no_report(why: str) -> Markup:
    """Return the page that stands where there is no report."""
    return NO_REPORT.format(why[:1].upper() + why[1:])


def address_of(name: str, before: str) -> str:
    """Return where the report of a run is served."""
    return f"{REPORT}?{urlencode({'run': name} | ({'before': before} if before else {}))}"
