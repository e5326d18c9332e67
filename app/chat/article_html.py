"""An article as HTML: what is known about it, and its whole text with the cited words marked. All of it escaped."""

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from app.chat.html import joined
from app.render import credit, day, outlet_name
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
        outlet_name(article),
        credit(article),
        warnings(article.warnings),
        body,
    )


def citation_bar(place: str, first: bool, last: bool) -> Markup:
    """Return the row with which citations are gone through, and the article is closed."""
    return Markup(
        '<div class="bar"><span class="place">{}</span>'
        '<button type="button" class="quiet" data-step="-1" aria-label="Previous citation" {}>←</button>'
        '<button type="button" class="quiet" data-step="1" aria-label="Next citation" {}>→</button>'
        '<button type="button" class="quiet" data-close>Close</button></div>'
    ).format(place, Markup("disabled") if first else "", Markup("disabled") if last else "")


def plain_bar(place: str) -> Markup:
    """Return the row above an article that no citation opened."""
    return Markup(
        '<div class="bar"><span class="place">{}</span>'
        '<button type="button" class="quiet" data-close>Close</button></div>'
    ).format(place)


def warnings(found: Sequence[ArticleWarning]) -> Markup:
    """Return what a reader should know about an article, a line each."""
    return joined(Markup('<p class="warning">{}</p>').format(warning.detail) for warning in found)


def text_html(text: str, body: Sequence[Span], marked: Sequence[Span] = (), chosen: Span | None = None) -> Markup:
    """Return a text by paragraphs, its `marked` spans marked. What lies in no span of `body` is set back: it is on
    the page, but it is not the article.
    """
    return Markup('<div class="text">{}</div>').format(
        joined(_paragraph(text, place, body, marked, chosen) for place in paragraphs(text))
    )


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the span of each paragraph; they are parted by empty lines."""
    start = 0
    for part in text.split("\n\n"):
        if part.strip():
            yield Span(start, start + len(part))
        start += len(part) + 2


def _paragraph(text: str, place: Span, body: Sequence[Span], marked: Sequence[Span], chosen: Span | None) -> Markup:
    inside = any(span.overlaps(place) for span in body)
    pieces, at = [], place.start
    for span in sorted(set(marked)):
        if not span.overlaps(place) or span.end <= at:
            continue
        start, end = max(span.start, at), min(span.end, place.end)
        kind = Markup('class="chosen" tabindex="-1"') if span == chosen else ""
        pieces += [Markup("{}<mark {}>{}</mark>").format(text[at:start], kind, text[start:end])]
        at = end
    return Markup("<p{}>{}{}</p>").format(
        "" if inside else Markup(' class="aside"'), joined(pieces), text[at : place.end]
    )


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
