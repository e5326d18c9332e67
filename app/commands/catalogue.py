"""``hearsay articles``, ``show`` and ``sources``: what the library holds."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import AsJson, LibraryFolder, folder_of, identified, out, out_json, tell_of_untagged
from ingest.corpus import SpeakerKind

if TYPE_CHECKING:
    from index.store import Catalogued, QuotedSpeaker

SPEAKERS_SHOWN = 40  # of the most often quoted; a screen or two
SHOWN = ("title", "outlet", "author", "published", "first_published", "url", "wire", "language")


def articles(context: typer.Context, as_json: AsJson = False, library: LibraryFolder = None) -> None:
    """List the articles of the library.

    Example: hearsay articles --json
    """
    from index.library import Library

    with Library.open_for_reading(folder_of(context, library)) as opened:
        held = opened.store.articles()
    if as_json:
        out_json([article_json(article) for article in held])
        return
    for article in held:
        metadata = article.metadata
        published = metadata.published.isoformat() if metadata.published else "undated"
        credit = ", ".join(filter(None, (metadata.outlet or "unnamed outlet", metadata.author)))
        copy = f" (one origin with {article.origin})" if article.origin != article.id else ""
        out(f"{article.id}  {published:<10}  {credit}: {metadata.title or article.file}{copy}")
    origins = len({article.origin for article in held})
    out(f"{len(held)} articles" + (f", {origins} origins" if origins < len(held) else ""))


def show(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or its beginning.")],
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Show one article: metadata and stored text.

    All offsets refer to that text.

    Example: hearsay show 3f2a9c0d11aa4e55
    """
    from index.library import Library

    with Library.open_for_reading(folder_of(context, library)) as opened:
        (identifier,) = identified([article], opened.store.articles())
        found = opened.store.catalogued(identifier)
        text = opened.store.text(found.id)
        passages = [[p.span.start, p.span.end] for p in opened.store.spans(found.id)]
        said = opened.store.attributions([found.id])[found.id]
    if as_json:
        from app.json_form import attribution_json

        attributions = [attribution_json(each) for each in said]
        out_json({**article_json(found), "text": text, "passages": passages, "attributions": attributions})
        return
    for field, value in article_json(found).items():
        if value is not None and field not in ("from", "warnings", "first_published"):
            origin = found.metadata.source_of(field)
            out(f"{field:<18}{value}" + (f"   ({origin})" if field in SHOWN else ""))
    if first := found.metadata.first_published:
        out(f"{'first published':<18}{first.outlet or 'outlet not known'}, {first.published or 'undated'}")
    quoted = Counter(each.speaker.name for each in said if each.speaker)
    for name, times in quoted.most_common():
        out(f"{'quotes':<18}{name}" + (f" ({times} times)" if times > 1 else ""))
    for warning in found.warnings:
        out(f"{'note':<18}{warning.detail}")
    out()
    out(text)


def sources(context: typer.Context, as_json: AsJson = False, library: LibraryFolder = None) -> None:
    """Count the articles of each outlet and author, and those with words of each speaker.

    Example: hearsay sources
    """
    from index.library import Library

    with Library.open_for_reading(folder_of(context, library)) as opened:
        held = [article.metadata for article in opened.store.articles()]
        speakers = opened.store.speakers()
        tell_of_untagged(opened)
    counts = {
        "outlets": Counter(metadata.outlet for metadata in held),
        "authors": Counter(metadata.author for metadata in held),
    }
    if as_json:
        listed = {kind: [{"name": n, "articles": c} for n, c in names.most_common()] for kind, names in counts.items()}
        out_json({**listed, "speakers": [speaker_json(speaker) for speaker in speakers]})
    else:
        for kind, names in counts.items():
            out(kind)
            for name, count in names.most_common():
                out(f"{count:>6}  {name or 'not known'}")
        _print_speakers(speakers)


def _print_speakers(speakers: "Sequence[QuotedSpeaker]") -> None:
    """Print those most often quoted by name, and how many others there are."""
    named = [speaker for speaker in speakers if speaker.kind is not SpeakerKind.UNNAMED]
    out("speakers, by articles and attributions")
    for speaker in named[:SPEAKERS_SHOWN]:
        out(f"{speaker.articles:>6}  {speaker.attributions:>6}  {speaker.name}")
    more, unnamed = len(named[SPEAKERS_SHOWN:]), len(speakers) - len(named)
    if more or unnamed:
        out(f"{more} more, and {unnamed} without a name: hearsay sources --json lists all")


def speaker_json(speaker: "QuotedSpeaker") -> dict[str, object]:
    """Return a speaker with the spellings of their name and how often they are quoted."""
    return {
        "name": speaker.name,
        "kind": speaker.kind.value,
        "spellings": list(speaker.spellings),
        "articles": speaker.articles,
        "attributions": speaker.attributions,
    }


def article_json(article: "Catalogued") -> dict[str, object]:
    """Return an article in the shape of the contract, `hearsay articles --json`."""
    metadata = article.metadata
    first = metadata.first_published
    return {
        "id": article.id,
        "file": article.file,
        "title": metadata.title,
        "outlet": metadata.outlet,
        "author": metadata.author,
        "published": metadata.published.isoformat() if metadata.published else None,
        "first_published": {
            "outlet": first.outlet,
            "published": first.published.isoformat() if first.published else None,
        }
        if first
        else None,
        "origin": article.origin,
        "url": metadata.url,
        "wire": metadata.wire,
        "language": metadata.language,
        "words": article.words,
        "version": article.version,
        "from": {field: metadata.source_of(field).value for field in SHOWN},
        "warnings": [{"code": w.code, "detail": w.detail} for w in article.warnings],
    }
