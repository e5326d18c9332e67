"""What a page's own metadata says of the article: JSON-LD, meta elements, and bylines and times marked up as such.

Pages contradict themselves, and list other articles beside their own. Where statements of one kind disagree, the
matter counts as not known: a blank can be filled in from metadata.csv, a wrong name would be repeated as a fact.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from lxml.html import HtmlElement

from ingest import byline, dates
from ingest.corpus import ArticleWarning
from ingest.naming import no_name
from ingest.readers import jsonld
from ingest.readers.reading import Facts

TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title")
OUTLETS = ("og:site_name", "citation_journal_title", "dc.publisher", "publisher", "application-name")
AUTHORS = (
    "author", "article:author", "og:article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "article:author_name",
)  # fmt: skip
DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "publish_date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "parsely-pub-date",
    "sailthru.date", "citation_publication_date", "article.published", "og:published_time", "published_time", "date",
)  # fmt: skip
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_NAMED = "contains(translate(@class,'ABHLNORTUYE','abhlnortuye'),'{}') and not(contains(@class,'comment'))"
PROFILES = "author autor auteur profil reporter staff/ contributor journalist people/ columnist".split()
# A byline as publishers mark it up: the narrower first. Only short ones are read.
BYLINES = (
    "//*[@rel='author' or @itemprop='author']",
    f"//*[({_NAMED.format('author-name')}) or ({_NAMED.format('authorname')}) or ({_NAMED.format('author__name')})]",
    f"//*[{_NAMED.format('byline')}]",
    f"//*[{_NAMED.format('author')}]",
    "//a[" + " or ".join(f"contains(@href,'/{folder}')" for folder in PROFILES) + "]",
    "//*[(self::p or self::div or self::span or self::address or self::h4 or self::h5)"
    " and starts-with(translate(normalize-space(.),'BY\u00a0','by '),'by ') and string-length(.) < 160]",
)
TIMES = (
    "//*[@itemprop='datePublished']/@content|//*[@itemprop='datePublished']/@datetime",
    "//time[contains(@class,'publish') or contains(@class,'entry-date') or @pubdate]/@datetime",
    "//header//time/@datetime",
    "//time/@datetime",
)
LONGEST_BYLINE = 160  # characters, with the place and date that may follow the name
MANY = 6  # names: more are the references of a paper
# An article changed this long after it appeared is another text than the one that appeared.
REWRITTEN = timedelta(days=60)
DAY = timedelta(days=1)


def facts_of(page: HtmlElement) -> tuple[Facts, tuple[ArticleWarning, ...]]:
    """Read the metadata of a parsed page, with a warning where it contradicts itself on the date."""
    articles = jsonld.articles(page)
    metas = _metas(page)
    outlet = _outlet([*(n for a in articles for n in jsonld.names(a.get("publisher"))), *_of(metas, OUTLETS)])
    published, warnings = _published(articles, metas, page)
    facts = Facts(
        title=_title([*(jsonld.text(a.get("headline")) for a in articles[:1]), *_of(metas, TITLES)], page, outlet),
        outlet=outlet,
        author=_author(articles, metas, page),
        published=published,
        url=_url(page, metas),
        language=_language(page),
    )
    return facts, warnings


def _metas(page: HtmlElement) -> dict[str, list[str]]:
    """Return the contents of the meta elements by name or property, in small letters."""
    found: dict[str, list[str]] = {}
    for meta in page.iterfind(".//meta[@content]"):
        content = jsonld.text(meta.get("content"))
        for key in {meta.get("name"), meta.get("property"), meta.get("itemprop")} - {None}:
            if content:
                found.setdefault(str(key).lower(), []).append(content)
    return found


def _of(metas: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    return (content for name in names for content in metas.get(name, ()))


def _title(stated: Sequence[str | None], page: HtmlElement, outlet: str | None) -> str | None:
    """Return the headline without the outlet's name; the page's only h1 where the title holds it."""
    title = next(filter(None, [*stated, jsonld.text(page.findtext(".//title"))]), None)
    if title is None:
        return None
    heads = [" ".join(head.text_content().split()) for head in page.iterfind(".//h1")]
    if len(heads) == 1 and len(heads[0]) > 8 and title.casefold().startswith(heads[0].casefold()):
        return heads[0]
    for separator in (" | ", " - ", " – ", " — ", " :: ", " » "):
        head, _, tail = title.rpartition(separator)
        if head and outlet and _folded(tail) == _folded(outlet):
            return head.strip()
    return title


def _folded(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold())).removeprefix("the")


def _outlet(names: Iterable[str]) -> str | None:
    """Return the first name that is an outlet's; an address or a handle is none."""
    return next((name for name in names if not name.startswith(("http", "@")) and len(name) <= 60), None)


def _author(articles: Sequence[jsonld.Thing], metas: dict[str, list[str]], page: HtmlElement) -> str | None:
    """Return whom most statements name, else a byline shown, else what is stated for a name and is none.

    None when statements name different people.
    """
    stated = [_listing(jsonld.names(article.get("author"))) for article in articles]
    stated += [", ".join(dict.fromkeys(metas.get(name, ()))) for name in AUTHORS]
    read = [byline.names_in(byline.without_by(text)) for text in stated if text and not text.startswith("http")]
    votes = Counter(name for name in read if name and name.count(", ") < MANY)
    ranked = votes.most_common(2)
    if not ranked:
        shown = next(filter(None, (_fullest(_shown(page, path)) for path in BYLINES)), None)
        return shown or next((text for text in filter(None, stated) if _is_no_name(text)), None)
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1] and not _shared(ranked[0][0], ranked[1][0]):
        return None
    return _as_shown(ranked[0][0], page)


def _is_no_name(text: str) -> bool:
    named = text.startswith("http") or byline.names_in(byline.without_by(text))
    return not named and no_name(text) is not None


def _as_shown(names: str, page: HtmlElement) -> str:
    """Return a byline as the page itself writes it, which joins the names, and may hold more of them."""
    for path in BYLINES:
        shown = _fullest(value for value in _shown(page, path) if value and _shared(value, names))
        if shown and _words(shown) >= _words(names):
            return shown
    return names


def _listing(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) == 2 else ", ".join(names)


def _shared(names: str, others: str) -> bool:
    """Tell whether two bylines have a word of a name in common."""
    return bool(_words(names) & _words(others))


def _words(names: str) -> set[str]:
    """Return the words of the names in a byline that are not joints or particles."""
    return {word.casefold().strip(",.") for word in names.split()} - {"and"} - byline.PARTICLES


def _shown(page: HtmlElement, path: str) -> Iterator[str | None]:
    for element in page.xpath(path):
        text = " ".join((element.get("content") or element.text_content()).split())
        if 0 < len(text) <= LONGEST_BYLINE:
            yield byline.names_in(byline.after_by(text))


def _fullest(bylines: Iterable[str | None]) -> str | None:
    """Return the byline that holds all the others, None when there is none: then some are of other articles."""
    found = {names for names in bylines if names}
    longest = max(found, key=len, default="")
    return longest if longest and all(names in longest for names in found) else None


def _agreed(values: Iterable[str | None]) -> str | None:
    """Return the value all agree on, None when there are several: then some are of other articles."""
    found = {value for value in values if value}
    return found.pop() if len(found) == 1 else None


def _published(
    articles: Sequence[jsonld.Thing], metas: dict[str, list[str]], page: HtmlElement
) -> tuple[str | None, tuple[ArticleWarning, ...]]:
    """Return the date of publication as stated, or why the statements about it cannot be relied on."""
    stated = [s for a in articles if (s := jsonld.text(a.get("datePublished")))] + list(_of(metas, DATES))
    days = sorted(_days(stated))
    if not days:
        shown = (_agreed(value[:10] for value in page.xpath(path)) for path in TIMES)
        return (stated[0] if stated else next(filter(None, shown), None)), ()
    changed = [s for a in articles if (s := jsonld.text(a.get("dateModified")))] + list(_of(metas, MODIFIED))
    last = max((*_days(changed), days[-1]))
    rewritten = last - days[0] > REWRITTEN and days[0] not in _days(_times(page))
    if days[-1] - days[0] > DAY or rewritten:
        detail = f"markup: dated {days[0]} and {last}; give the one that holds in metadata.csv"
        return None, (ArticleWarning("conflicting-dates", detail),)
    return _local(stated, page) or str(days[0]), ()


def _days(texts: Iterable[str]) -> set[date]:
    return {day for day in map(dates.parse, texts) if isinstance(day, date)}


def _times(page: HtmlElement) -> Iterator[str]:
    """Yield what the page's time elements say, to machines and to readers."""
    for element in page.iter("time"):
        yield from filter(None, (element.get("datetime"), " ".join(element.text_content().split())))


def _local(stated: Sequence[str], page: HtmlElement) -> str | None:
    """Return the outlet's own date where markup has it in universal time and the page in local time."""
    moment = next(filter(None, map(_moment, stated)), None)
    for shown in filter(None, map(_moment, _times(page))):
        if moment and abs(shown - moment) <= timedelta(hours=14) and (shown - moment).seconds % 900 == 0:
            return str(shown.date())
    return None


def _moment(text: str) -> datetime | None:
    """Read a date with a time of day to the second, as its own place has it."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if len(text) >= 19 else None
    except ValueError:
        return None


def _url(page: HtmlElement, metas: dict[str, list[str]]) -> str | None:
    links = [link.get("href") for link in page.iterfind(".//link[@rel='canonical']")]
    url = next((link for link in [*links, *metas.get("og:url", ())] if link), None)
    return url if url and url.startswith(("http://", "https://")) and len(url) < 2000 else None


def _language(page: HtmlElement) -> str | None:
    code = (page.get("lang") or "").strip()
    return code[:2].lower() if code[:2].isalpha() and (len(code) == 2 or code[2:3] in ("-", "_")) else None
