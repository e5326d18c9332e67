"""The Library tab as HTML: the list, one article with its form, and what became of files. All of it escaped."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from app.chat.article_html import WHO_SPEAKS, facts, text_html, warnings
from app.chat.attribution_html import Spoken
from app.chat.html import joined
from app.copies import counted
from app.inert import day
from app.render import begun, outlet_name
from index.store import Catalogued
from ingest.corpus import Span

SORTS = {
    "outlet": "By outlet",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "added": "Last added",
    "title": "By title",
}
CORRECTABLE = ("title", "outlet", "author", "published")
PROBLEMS = ("rejected", "not read", "not used")
PAGE = 200  # articles shown before "Show more"

NOTHING = Markup("")
INTAKE = Markup(
    '<section class="intake" aria-label="Add files"><p class="drop">'
    '<label class="plain" for="files">Choose files</label>'
    '<input id="files" type="file" multiple class="unseen" accept=".txt,.md,.html,.htm,.pdf,.docx,.csv">'
    "<span>or drop them here: text, Markdown, HTML, PDF, Word, with their metadata.csv if there is one. Bad files are"
    " reported; the rest go in.</span></p>"
    '<p class="sending" role="status" hidden></p></section>'
)
EMPTY_RECORD = Markup(
    '<section class="sheet empty" aria-label="Article"><p>Choose an article to read it, and to see and'
    " correct what is known about it.</p></section>"
)


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one file."""

    file: str
    became: str
    detail: str = ""


def finder(articles: Sequence[Catalogued]) -> Markup:
    """Return the form that filters and sorts the list."""
    outlets = sorted({a.metadata.outlet for a in articles if a.metadata.outlet}, key=str.casefold)
    options = joined(Markup('<option value="{0}">{0}</option>').format(outlet) for outlet in outlets)
    sorts = joined(Markup('<option value="{}">{}</option>').format(*sort) for sort in SORTS.items())
    return Markup(
        '<form class="finder" role="search" aria-label="Find articles"><label class="unseen" for="words">Filter</label>'
        '<input id="words" name="words" type="search" placeholder="Filter by title, outlet, author or file">'
        '<label class="unseen" for="by-outlet">Outlet</label><select id="by-outlet" name="outlet">'
        '<option value="">All outlets</option>{}</select>'
        '<label class="unseen" for="sort">Sort</label><select id="sort" name="sort">{}</select></form>'
    ).format(options, sorts)


def shelf(
    found: Sequence[Catalogued], shown: int, held: Sequence[Catalogued], notice: Markup, chosen: str | None
) -> Markup:
    """Return the list: `shown` of the articles `found`, of those `held` in the library."""
    total, copies = len(held), Counter(article.origin for article in held)
    count = f"{total:,} articles" if len(found) == total else f"{len(found):,} of {total:,} articles"
    count = count if total != 1 else "1 article"
    head = Markup(
        '<div class="count"><span role="status">{}</span>'
        '<button type="button" class="quiet" data-remove disabled>Remove selected</button></div>'
    ).format(count)
    return Markup('<section class="shelf" aria-label="Articles">{}{}{}{}</section>').format(
        notice,
        head if total else "",
        _table(found[:shown], chosen, copies) if found else _none(total),
        _more(found, shown),
    )


def _none(total: int) -> Markup:
    if total:
        return Markup('<p class="note">No article fits the filter.</p>')
    return Markup('<p class="note">No articles yet. Add files above; they are read on this machine and stay on it.</p>')


def _more(found: Sequence[Catalogued], shown: int) -> Markup:
    if len(found) <= shown:
        return Markup("")
    return Markup('<p><button type="button" class="plain" data-more>Show more</button></p>')


def _table(articles: Sequence[Catalogued], chosen: str | None, copies: Mapping[str, int]) -> Markup:
    return Markup(
        '<table><thead><tr><th><span class="unseen">Select</span></th><th>Title</th><th>Outlet</th>'
        '<th class="wide">Author</th><th>Published</th></tr></thead><tbody>{}</tbody></table>'
    ).format(joined(_line(article, chosen, copies[article.origin]) for article in articles))


def _line(article: Catalogued, chosen: str | None, copies: int) -> Markup:
    title = article.metadata.title or article.file
    return Markup(
        '<tr><td><input type="checkbox" value="{}" aria-label="Select {}"></td>'
        '<td><button type="button" class="open" data-id="{}" {}>{}</button>{}</td>'
        '<td>{}</td><td class="wide">{}</td><td>{}</td></tr>'
    ).format(
        article.id,
        title,
        article.id,
        Markup('aria-current="true"') if article.id == chosen else "",
        title,
        Markup(' <span class="credit">{}</span>').format(counted(copies)) if copies > 1 else "",
        article.metadata.outlet or Markup('<span class="unknown">not known</span>'),
        article.metadata.author or Markup('<span class="unknown">not known</span>'),
        day(article.metadata.published),
    )


def removed_notice(count: int) -> Markup:
    """Return what was removed, with the way back."""
    what = "1 article" if count == 1 else f"{count:,} articles"
    return notice(f"Removed {what}.", Markup(' <button type="button" class="plain small" data-undo>Undo</button>'))


def notice(words: str, more: Markup = NOTHING) -> Markup:
    """Return a line that says what was done."""
    return Markup('<p class="notice" role="status">{}{}</p>').format(words, more)


def failure(words: str) -> Markup:
    """Return a line that says why something was not done."""
    return Markup('<p class="failed" role="alert">{}</p>').format(words)


@dataclass(frozen=True, slots=True)
class Correction:
    """The form to correct an article by hand: the last correction as `said` about it and, where it failed, as `typed`.
    `wrong` says what is wrong with the date, the one field that can be.
    """

    said: Markup = NOTHING
    typed: Mapping[str, str] = field(default_factory=dict)
    wrong: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the form stands open: after it was used."""
        return bool(self.said or self.wrong)


def record(article: Catalogued, spoken: Spoken, body: Sequence[Span], correction: Correction) -> Markup:
    """Return one article: what is known and from where, the form to correct it, its text."""
    return Markup(
        '<section class="sheet open" aria-label="Article" data-nonce="{}"><div class="bar">'
        '<span class="place">{}</span>{}'
        '<button type="button" class="quiet" data-remove-one="{}">Remove</button>'
        '<button type="button" class="quiet" data-close>Close</button></div>'
        '<div class="reading" tabindex="0"><h2 class="title" tabindex="-1">{}</h2>{}{}{}{}{}</div></section>'
    ).format(
        spoken.nonce,
        begun(outlet_name(article)),
        WHO_SPEAKS,
        article.id,
        article.metadata.title or article.file,
        correction.said,
        warnings(article.warnings),
        facts(article),
        _form(article, correction),
        text_html(spoken, body) + spoken.cards(article),
    )


def _form(article: Catalogued, correction: Correction) -> Markup:
    shown = {name: correction.typed.get(name, getattr(article.metadata, name) or "") for name in CORRECTABLE}
    fields = joined(
        Markup('<label>{}<input name="{}" value="{}" {}></label>').format(
            name.capitalize(), name, value, _date_attributes(correction) if name == "published" else ""
        )
        for name, value in shown.items()
    )
    if correction.wrong:
        fields += Markup('<p class="wrong" id="published-wrong" role="alert">{}</p>').format(correction.wrong)
    return Markup(
        '<details class="correct" {}><summary>Correct by hand</summary><form data-id="{}">{}'
        '<button type="submit" class="plain">Save</button></form></details>'
    ).format(Markup("open") if correction.is_open else "", article.id, fields)


def _date_attributes(correction: Correction) -> Markup:
    wrong = Markup(' aria-invalid="true" aria-describedby="published-wrong"') if correction.wrong else ""
    return Markup('placeholder="2026-03-31"{}').format(wrong)


def gone() -> Markup:
    """Return the panel for an article that is not in the library any more."""
    return Markup(
        '<section class="sheet empty" aria-label="Article"><p>This article is not in the library.</p></section>'
    )


def working(done: int, total: int, file: str) -> Markup:
    """Return how far the files have come."""
    return Markup(
        '<div class="work" role="status"><p>Reading {} of {}: <b>{}</b></p>'
        '<progress value="{}" max="{}" aria-label="Files read">'
        '</progress><button type="button" class="quiet" data-cancel>Cancel</button></div>'
    ).format(done + 1, total, file, done, total)


def report(rows: Iterable[Row], headline: str) -> Markup:
    """Return what became of each file: what needs attention first, then what has a note."""
    listed = sorted(rows, key=lambda row: (row.became not in PROBLEMS, not row.detail))
    lines = joined(
        Markup('<tr class="{}"><td>{}</td><td>{}</td><td>{}</td></tr>').format(
            row.became.replace(" ", "-"), row.file, row.became, row.detail
        )
        for row in listed
    )
    return Markup(
        '<div class="report" role="status"><div class="head"><h2>{}</h2>'
        '<button type="button" class="quiet" data-dismiss>Dismiss</button></div>'
        "<table><thead><tr><th>File</th><th>Became</th><th>Note</th></tr></thead><tbody>{}</tbody></table></div>"
    ).format(headline, lines)
