"""Foreign words made inert: one line, no markup, no link, and no quotation mark that could end ours."""

import re
import unicodedata
from datetime import date

from ingest.tidy import INNER_MARKS

# Characters that Markdown could act on inside a line, and the ways in which a bare address becomes a link.
# An underscore inside a word is inert, and file names are full of them.
_ACTIVE = re.compile(
    r"[\\`*\[\]<>~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<=[a-z]):(?=//)"
    r"|(?<=mailto):|(?<=xmpp):|(?<=\w)@(?=\w)|(?<=\w)\.(?=[a-z]{2}/|(?:biz|com|edu|gov|net|org|pro|web|xxx|info|name|shop)\b)",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([\\`*\[\]<>~|_&:@.])")
_PARAGRAPHS = re.compile(r"\s*\n\s*")
DESCRIPTION = 5  # words from which a name is rather a description
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def escape(words: str) -> str:
    """Return foreign words as one line of inert Markdown, without unseen characters, which may turn others round."""
    words = "".join(character for character in words if unicodedata.category(character) != "Cf")
    return _ACTIVE.sub(lambda active: "\\" + active.group(), " ".join(words.split()))


def printable(words: str) -> str:
    """Return foreign words as one line without the characters that a terminal, or what reads a log, would act on."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)


def unescaped(markdown: str) -> str:
    """Return Markdown of ours for eyes that read it as it stands: without the backslashes of `escape`, so that what is
    quoted has its exact characters.
    """
    return _ESCAPED.sub(r"\1", markdown)


def day(published: date | None) -> str:
    """Return a date as shown: ``20 Dec 2017``, or ``undated``."""
    return f"{published.day} {_MONTHS[published.month - 1]} {published.year}" if published else "undated"


def single_marks(words: str) -> str:
    """Return foreign words with their double quotation marks single, as is usual inside a quotation.

    So only ours can end it. The exact characters are in the JSON form and in the article.
    """
    return words.translate(INNER_MARKS)


def named(name: str) -> str:
    """Return a name as it stands in our own words; a long one describes somebody in an article's, and is quoted."""
    return f"“{single_marks(name)}”" if len(name.split()) >= DESCRIPTION else name


def quoted(words: str) -> str:
    """Return foreign words between quotation marks, each paragraph between its own."""
    paragraphs = _PARAGRAPHS.split(single_marks(words))
    return " ".join(f"“{escape(paragraph)}”" for paragraph in paragraphs if paragraph.strip())
