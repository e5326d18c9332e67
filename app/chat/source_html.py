"""One source as HTML: a speaker with what articles report them to have said, a publisher with whom they quote."""

from collections.abc import Sequence

from markupsafe import Markup

from app.chat.directory import Kind, Source
from app.chat.html import by_paragraphs, joined
from app.chat.quotations import Said
from app.chat.sources_html import more, pick
from app.inert import day
from app.outlets import outlets_in_words
from app.render import begun, outlet_name
from index.store import Catalogued

PARTNERS = 12  # of those whom a source quotes, and of a speaker's spellings


def speaker(source: Source, quotations: Sequence[Said], shown: int, opened: int | None) -> Markup:
    """Return a speaker with `shown` of their quotations, in order of time; number `opened` is being read."""
    spelt = [f"“{name}”" for name in source.spellings if name != source.name]
    also = f" Also named {', '.join(spelt[:PARTNERS])}." if spelt else ""
    articles = {said.quotation.article.id: said.quotation.article for said in quotations}.values()
    where = f"{_count(source.articles, 'article')} of {outlets_in_words(articles)}"
    items = joined(_quotation(at, said, at == opened) for at, said in enumerate(quotations[:shown]))
    return _page(
        source,
        Markup(
            '<p class="note">{}</p><p class="note">In order of publication. Words in marks of their own inside a'
            " quotation are the speaker’s; the rest is how the article reports them.</p>"
            '<ol class="quotations">{}</ol>{}'
        ).format(f"Quoted {_times(source.attributions)} in {where}.{also}", items, more(len(quotations), shown)),
    )


def _quotation(at: int, said: Said, is_open: bool) -> Markup:
    article = said.quotation.article
    author, when = article.metadata.author, day(article.metadata.published)
    return Markup(
        '<li><span class="when">{0}</span><div><p><b class="who">{1}</b>{2}</p><p><span class="did {3}">{4}</span>{5}:'
        ' <span class="words">“{6}”</span>&nbsp;<button type="button" class="cite" data-at="{7}" {8}'
        ' aria-label="Quotation {9}: {1}, {0}">{9}</button></p></div></li>'
    ).format(
        when,
        begun(outlet_name(article)),
        Markup(' <span class="credit">({})</span>').format(author) if author else "",
        said.quotation.attribution.force,
        said.verb,
        f", as reported by {said.via}" if said.via else "",
        by_paragraphs(said.quotation.words),
        at,
        Markup('aria-current="true"') if is_open else "",
        at + 1,
    )


def publisher(
    source: Source, articles: Sequence[Catalogued], quoted: Sequence[tuple[Source, int]], shown: int, opened: int | None
) -> Markup:
    """Return an outlet or author: whom they quote, with how often, and `shown` of their articles, by date."""
    counts = f"{_count(source.articles, 'article')}, quoting {_count(len(quoted), 'speaker')}"
    speakers = joined(
        Markup('<li>{} <span class="credit">{}</span></li>').format(pick(Kind.SPEAKER, who.name, "near"), f"{times:,}")
        for who, times in quoted[:PARTNERS]
    )
    rest = f"and {len(quoted) - PARTNERS:,} more" if len(quoted) > PARTNERS else ""
    items = joined(_article(at, article, source.kind, at == opened) for at, article in enumerate(articles[:shown]))
    return _page(
        source,
        Markup('<p class="note">{}.</p>{}<h3>Articles</h3><ol class="quotations">{}</ol>{}').format(
            f"{counts} {_times(source.attributions)}" if quoted else _count(source.articles, "article"),
            Markup('<h3>Quotes most</h3><ul class="partners">{}<li class="credit">{}</li></ul>').format(speakers, rest)
            if quoted
            else "",
            items,
            more(len(articles), shown),
        ),
    )


def _article(at: int, article: Catalogued, kind: Kind, is_open: bool) -> Markup:
    other = article.metadata.author if kind is Kind.OUTLET else begun(outlet_name(article))
    return Markup(
        '<li><span class="when">{}</span><div><p><button type="button" class="near" data-at="{}" {}>{}</button></p>{}'
        "</div></li>"
    ).format(
        day(article.metadata.published),
        at,
        Markup('aria-current="true"') if is_open else "",
        article.metadata.title or article.file,
        Markup('<p class="credit">{}</p>').format(other) if other else "",
    )


def _page(source: Source, body: Markup) -> Markup:
    question = f"What did {source.name} say?" if source.kind is Kind.SPEAKER else f"What does {source.name} say?"
    ask = Markup('<button type="button" class="plain small" data-question="{}">Ask about {}</button>').format(
        question, source.name
    )
    return Markup(
        '<section class="roster source" aria-label="Source" data-source="{0} {1}"><p class="back">'
        '<button type="button" class="quiet" data-back>← All sources</button></p>'
        '<div class="head"><h2 tabindex="-1">{1}</h2>{2}</div>{3}</section>'
    ).format(source.kind, source.name, ask if source.is_named else "", body)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")
