"""One way to write a text: NFC, no invisible characters, plain spaces. All offsets refer to text after this."""

import re
import unicodedata

from ingest.corpus import ArticleWarning

# Bidi controls, tag characters, supplementary variation selectors and private use: they show nothing, and can
# reorder or smuggle what a reader sees (Trojan Source, CVE-2021-42574; Unicode TR 36). ZWNJ and ZWJ are spelling
# in Persian and Hindi, and variation selectors 1-16 belong to emoji, so they stay.
SMUGGLED = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff\ufff9-\ufffb]")
# Control characters (but tab and line feed), lone surrogates, non-characters.
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
SILENT = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphen, zero width space, word joiner, stray BOM
LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
SPACE = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")

# Double quotation marks made single, as is usual inside a quotation: so only the marks around it can end it.
INNER_MARKS = str.maketrans("“”„‟«»❝❞〝〞＂", "‘’‚‛‹›‘’‘’'")


def break_lines(text: str) -> str:
    """Return `text` with every line break written as a line feed."""
    return LINE_BREAK.sub("\n", text)


def tidy(text: str) -> str:
    """Return one paragraph or line as it is stored: a single line, NFC, no invisible characters."""
    for pattern in (SMUGGLED, CONTROL, SILENT):
        text = pattern.sub("", text)
    return SPACE.sub(" ", unicodedata.normalize("NFC", text).replace("\n", " ")).strip()


def warnings_about(text: str) -> tuple[ArticleWarning, ...]:
    """Say which characters of `text` `tidy` takes out that a reader should know of."""
    found = []
    if marks := len(SMUGGLED.findall(text)):
        found.append(ArticleWarning("invisible-characters", f"{marks} direction or tag characters were removed"))
    if marks := len(CONTROL.findall(LINE_BREAK.sub("", text))):
        found.append(ArticleWarning("control-characters", f"{marks} control or invalid characters were removed"))
    return tuple(found)
