"""Which outlets quote whom, as a picture: a table whose numbers have squares behind them, larger for more."""

import math
from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from app.chat.directory import Kind
from app.chat.html import joined
from index.store import QuotedBy
from ingest.corpus import SpeakerKind

SPEAKERS = 15  # as many columns as the panel holds at usual widths
OUTLETS = 40
FIT = 7  # columns that a phone shows at once
SIZES = 6  # of squares: the classes s1 to s6 of the style sheet

_FRAME = Markup(
    '<section class="sheet picture" aria-label="Which outlets quote whom"><div class="bar"><span class="place">Which'
    ' outlets quote whom</span><button type="button" class="quiet" data-close>Close</button></div>'
    '<div class="reading" tabindex="0">{}</div></section>'
)
SIDEWAYS = Markup(' <span class="sideways">Scroll sideways to see every speaker.</span>')
_NOBODY = Markup('<p class="note">No words of speakers with a name are marked in the articles of this library.</p>')


def matrix(counted: Sequence[QuotedBy]) -> Markup:
    """Return the picture of `counted`: outlets down, the most quoted speakers who have a name across."""
    named = [each for each in counted if each.kind is not SpeakerKind.UNNAMED]
    if not named:
        return _FRAME.format(_NOBODY)
    times: Counter[tuple[str | None, str]] = Counter()
    speakers: Counter[str] = Counter()
    outlets: Counter[str | None] = Counter()
    for each in named:
        times[each.outlet, each.speaker] += each.attributions
        speakers[each.speaker] += each.attributions
        outlets[each.outlet] += each.attributions
    across = [name for name, _ in speakers.most_common(SPEAKERS)]
    down = [name for name, _ in outlets.most_common(OUTLETS)]
    return _FRAME.format(_table(across, down, times) + _left_out(len(speakers), len(outlets)))


def _table(speakers: Sequence[str], outlets: Sequence[str | None], times: Counter[tuple[str | None, str]]) -> Markup:
    most = max(times[outlet, speaker] for outlet in outlets for speaker in speakers)
    head = joined(Markup('<th scope="col">{}</th>').format(_button(Kind.SPEAKER, speaker)) for speaker in speakers)
    rows = (
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            _button(Kind.OUTLET, outlet) if outlet else "Outlet not known",
            joined(_cell(times[outlet, speaker], most) for speaker in speakers),
        )
        for outlet in outlets
    )
    return Markup(
        '<div class="wide-table" tabindex="0" role="group" aria-label="Table of who quotes whom"><table class="matrix">'
        "<caption>How often each outlet reports the words of the speakers who are quoted most. The larger the square,"
        " the more often.{}</caption><thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(SIDEWAYS if len(speakers) > FIT else "", head, joined(rows))


def _button(kind: Kind, name: str) -> Markup:
    return Markup('<button type="button" class="pick" data-pick="{}" data-name="{}" title="{}">{}</button>').format(
        kind, name, name, name
    )


def _cell(times: int, most: int) -> Markup:
    if not times:
        return Markup("<td></td>")
    size = max(1, math.ceil(SIZES * math.sqrt(times / most)))  # the area of the square grows with the number
    return Markup('<td><span class="s{}">{}</span></td>').format(size, times)


def _left_out(speakers: int, outlets: int) -> Markup:
    parts = [f"{min(count, most)} of {count:,}" for count, most in ((outlets, OUTLETS), (speakers, SPEAKERS))]
    return Markup(
        '<p class="note">Outlets shown: {}. Speakers shown: {}; those without a name are not in the picture.</p>'
    ).format(*parts)
