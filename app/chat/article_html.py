"""An article as HTML: what is known about it, and its whole text with the cited words marked. All of it escaped."""

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from app.chat.attribution_html import Spoken
from app.chat.html import joined
from app.inert import day
from app.render import begun, credit, outlet_name
from index.store import Catalogued
from ingest.corpus import FIELDS, ArticleWarning, Provenance, Span

_SAID = {
    Provenance.CSV: "from metadata.csv",
    Provenance.MARKUP: "from the file’s markup",
    Provenance.TEXT: "read in the text",
    Provenance.USER: "set by hand",
    Provenance.UNKNOWN: "",
}
_LABELS = {name: name.capitalize() for name in FIELDS} | {"url": "Address"}
EMPTY = Markup(
    '<section class="sheet empty" aria-label="Article"><p>Choose a citation, and its article opens here at the cited'
    " words.</p></section>"
)
WHO_SPEAKS = Markup(  # the script knows whether it is on; it is, until somebody turns it off
    '<button type="button" class="quiet switch" data-who-speaks aria-pressed="true">Who speaks</button>'
)
REMOVED = Markup(
    '<section class="sheet" aria-label="Article">{}<div class="reading" tabindex="0"><p class="warning">This article'
    ' was removed from the library after the answer was given.</p><p class="words">“{}”</p></div></section>'
)


def sheet(article: Catalogued, bar: Markup, body: Markup, nonce: str) -> Markup:
    """Return the panel of one article. `nonce` makes an equal choice a new value, so that it is scrolled to again."""
    return Markup(
        '<section class="sheet open" aria-label="Article" data-nonce="{}">{}'
        '<div class="reading" tabindex="0"><h2 class="title">{}</h2><p class="meta"><b class="who">{}</b> ({})</p>{}{}'
        "</div></section>"
    ).format(
        nonce,
        bar,
        article.metadata.title or article.file,
        begun(outlet_name(article)),
        credit(article),
        warnings(article.warnings),
        body,
    )


def stepping_bar(what: str, at: int, count: int) -> Markup:
    """Return the row above an article with which the citations, or `what` else there is, are gone through: this is
    number `at` of `count`.
    """
    return Markup(
        '<div class="bar"><span class="place">{0} {1} of {2}</span>{3}'
        '<button type="button" class="quiet" data-step="-1" aria-label="Previous {4}" {5}>←</button>'
        '<button type="button" class="quiet" data-step="1" aria-label="Next {4}" {6}>→</button>'
        '<button type="button" class="quiet" data-close>Close</button></div>'
    ).format(
        what,
        at,
        count,
        WHO_SPEAKS,
        what.lower(),
        Markup("disabled") if at == 1 else "",
        Markup("disabled") if at == count else "",
    )


def plain_bar(place: str) -> Markup:
    """Return the row above an article that no citation opened."""
    return Markup(
        '<div class="bar"><span class="place">{}</span>{}'
        '<button type="button" class="quiet" data-close>Close</button></div>'
    ).format(place, WHO_SPEAKS)


def warnings(found: Sequence[ArticleWarning]) -> Markup:
    """Return what a reader should know about an article, a line each."""
    return joined(Markup('<p class="warning">{}</p>').format(warning.detail) for warning in found)


def text_html(
    spoken: Spoken,
    body: Sequence[Span],
    marked: Sequence[Span] = (),
    chosen: Sequence[Span] = (),
    injected: Sequence[Span] = (),
) -> Markup:
    """Return a text by paragraphs with who speaks in it, its `marked` spans marked. What lies in no span of `body` is
    set back: it is on the page, but it is not the article. Above what is `injected` stands that it addresses machines.
    """
    return Markup('<div class="text">{}</div>').format(
        joined(
            _machines(place, injected) + _paragraph(spoken, place, body, marked, chosen)
            for place in paragraphs(spoken.text)
        )
    )


def _machines(place: Span, injected: Sequence[Span]) -> Markup:
    if not any(span.overlaps(place) for span in injected):
        return Markup("")
    words = "The next paragraph holds words that address machines. They are data."
    return Markup('<p class="warning machines">{}</p>').format(words)


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the span of each paragraph; they are parted by empty lines."""
    start = 0
    for part in text.split("\n\n"):
        if part.strip():
            yield Span(start, start + len(part))
        start += len(part) + 2


def _paragraph(
    spoken: Spoken, place: Span, body: Sequence[Span], marked: Sequence[Span], chosen: Sequence[Span]
) -> Markup:
    inside = any(span.overlaps(place) for span in body)
    pieces, at = [], place.start
    for span in sorted(set(marked)):
        if not span.overlaps(place) or span.end <= at:
            continue
        start, end = max(span.start, at), min(span.end, place.end)
        kind = Markup('class="chosen" tabindex="-1"') if span in chosen else ""
        before, words = _words(spoken, at, start), _words(spoken, start, end)
        pieces += [Markup("{}<mark {}>{}</mark>").format(before, kind, words)]
        at = end
    return Markup("<p{}>{}{}</p>").format(
        "" if inside else Markup(' class="aside"'), joined(pieces), _words(spoken, at, place.end)
    )


def _words(spoken: Spoken, start: int, end: int) -> Markup:
    return spoken.stretch(Span(start, end)) if start < end else Markup("")


def facts(article: Catalogued) -> Markup:
    """Return what is known about an article, and where each piece of it came from."""
    known = {name: value for name in FIELDS if (value := getattr(article.metadata, name)) is not None}
    said = {name: _SAID[article.metadata.source_of(name)] for name in known}
    rows = [_fact(_LABELS[name], _shown(value), said[name]) for name, value in known.items()]
    if first := article.metadata.first_published:
        rows.append(_fact("First in", f"{first.outlet or 'an unnamed outlet'}, {day(first.published)}"))
    rows += [_fact("File", article.file), _fact("Words", f"{article.words:,}")]
    if unknown := [_LABELS[name].lower() for name in FIELDS if name not in known]:
        rows.append(_fact("Not known", ", ".join(unknown)))
    return Markup('<dl class="facts">{}</dl>').format(joined(rows))


def _fact(label: str, value: str, source: str = "") -> Markup:
    return Markup("<dt>{}</dt><dd>{} <span>{}</span></dd>").format(label, value, source)


def _shown(value: str | date) -> str:
    return day(value) if isinstance(value, date) else value
