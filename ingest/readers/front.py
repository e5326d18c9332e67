"""Front matter: the lines of ``key: value`` between two ``---`` with which Markdown of blogs and notes begins.

A reader of our own, not YAML: what articles state is one line a key, and YAML's anchors, tags and types are only
ways for a file to do harm. What does not read as front matter stays text.
"""

import re
from collections.abc import Mapping

from ingest.readers.reading import Facts

LINES = 100  # of front matter, and
CHARACTERS = 8_000  # more is no front matter but a text between rules
BLOCK = re.compile(r"\A\s*---[ \t]*\n(?P<inner>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
ENTRY = re.compile(r"(?P<key>[A-Za-z][\w-]{0,40})[ \t]*:(?:[ \t]+(?P<value>.*))?")
ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.+)")
COMMENT = re.compile(r"(?:^|[ \t])#.*")
QUOTED = re.compile(r"""(?P<mark>["'])(?P<value>.*)(?P=mark)(?:[ \t]+#.*)?""")
# The names under which tools and people state a field, the most telling first.
KEYS = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "publication", "newspaper", "site", "site_name", "source"),
    "author": ("author", "authors", "byline", "by"),
    "published": ("published", "date", "date_published", "published_at", "pubdate"),
    "url": ("url", "canonical", "canonical_url", "source_url", "link", "source"),
    "language": ("lang", "language", "locale"),
}
KNOWN = frozenset(key for keys in KEYS.values() for key in keys)
URL = re.compile(r"https?://\S+")
LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")


def split(text: str) -> tuple[Facts, str]:
    """Return what the front matter of `text` says, and the text after it; no facts and all of it without any."""
    entries = entries_of(text)
    return (Facts(), text) if entries is None else (facts_of(entries), text[_block(text)[1] :])


def entries_of(text: str) -> Mapping[str, tuple[str, ...]] | None:
    """Return the values of each key, or None where `text` does not begin with front matter."""
    inner, _ = _block(text)
    entries: dict[str, list[str]] = {}
    values: list[str] | None = None
    for line in inner.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if entry := ENTRY.fullmatch(line):
            values = entries.setdefault(entry["key"].lower().replace("-", "_"), [])
            values += _listed(entry["value"] or "")
        elif values is not None and (item := ITEM.fullmatch(line)):
            values.append(_plain(item["value"]))
        elif values is None or not line[0].isspace():
            return None
    return {key: tuple(filter(None, found)) for key, found in entries.items()} if entries.keys() & KNOWN else None


def facts_of(entries: Mapping[str, tuple[str, ...]]) -> Facts:
    """Sort values into the fields of an article. A source may be an outlet or an address."""
    found = {name: [value for key in keys for value in entries.get(key, ())] for name, keys in KEYS.items()}
    outlet = next((value for value in found["outlet"] if not URL.match(value)), None)
    language = next((code[1].lower() for value in found["language"] if (code := LANGUAGE.fullmatch(value))), None)
    return Facts(
        title=next(iter(found["title"]), None),
        outlet=outlet,
        author=" and ".join(found["author"]) or None,
        published=next(iter(found["published"]), None),
        url=next(filter(URL.fullmatch, found["url"]), None),
        language=language,
    )


def _block(text: str) -> tuple[str, int]:
    """Return what stands between the rules that `text` begins with, and where the second ends."""
    found = BLOCK.match(text[:CHARACTERS])
    if found is None or found["inner"].count("\n") > LINES:
        return "", 0
    return found["inner"], found.end()


def _listed(value: str) -> list[str]:
    """Return the values of ``key: value`` or ``key: [one, two]``."""
    value = value.strip()
    bracketed = value.startswith("[") and value.endswith("]")
    return [_plain(part) for part in value[1:-1].split(",")] if bracketed else [_plain(value)]


def _plain(value: str) -> str:
    """Return a value without quotes, or without the comment behind it."""
    quoted = QUOTED.fullmatch(value.strip())
    return quoted["value"].strip() if quoted else COMMENT.sub("", value).strip()
