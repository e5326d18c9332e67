"""Sentences: spans of the stored text, cut with care for the abbreviations of news.

syntok finds the sentence ends; the tables below mend what it is known to miss in news text (ranks, agencies,
"U.S." before a new sentence). A wrong split is worse than a missed one: it would cut a quote.
"""

import re
from collections.abc import Iterator

from ingest.corpus import Span

# Never the end of a sentence: a name, a number or a place follows. Ranks after AP's list of military titles.
TITLES = frozenset(
    """Adm Amb Asst Atty Brig Capt Cmdr Cmdt Col Cpl Cpt Det Dir Dr Ens Fr Gen Gov Hon Insp Lt Ltc Maj Messrs Mme Mr
    Mrs Ms Mgr Msgr Mt Ofc Pfc Pres Prof Pte Pvt Reps Rep Rev Sec Sen Sens Sgt Spc Spec Sr Sra Ssgt St Ste Supt
    Vice vs Nos Art Ave cf approx ca est Ft Pt Op
    Adj Aux Bde Bn Capts Cdr Cdre Cols Gens Govs Lts Supts Treas""".split()
)
# May end a sentence or stand before a number.
NUMBERED = frozenset("No Fig Vol Ch Sec Art pp p Nos".split())
# May end a sentence, and does so before one of `STARTERS` or a new paragraph only.
INITIALISM = re.compile(
    r"(?:^|[\s(\"“‘'])(?:(?:[A-Za-z]\.){2,}|a\.m\.|p\.m\.|Inc\.|Corp\.|Ltd\.|Co\.|Jr\.|Sr\.|etc\.)$"
)
INITIAL = re.compile(r"(?:^|[\s(\"“‘'.])[A-Z]\.$")  # "John F. | Kennedy"
LAST_WORD = re.compile(r"([A-Za-z]+)\.$")
STARTERS = re.compile(
    r"[\"“‘'(]*(?:The|This|That|These|Those|There|It|Its|He|His|She|Her|They|Their|We|Our|You|I|But|And|In|On|At|As|A|An|"
    r"If|When|While|After|Before|However|Meanwhile|Since|For|Yet|So|Now|Some|Many|Most|No|Not|What|Who|Why|How|"
    r"Such|Both|One|According|Despite|Although|Though|Instead|Then|Also|Still|Nor|Or|To|By|With|From)\b"
)
BREAK_AFTER_INITIALISM = re.compile(r"(?:\b(?:[A-Z]\.){2,}|\b[ap]\.m\.)[\"”’')\]]*\s+(?=[\"“‘'(]*[A-Z])")
TERMINAL = re.compile(r"[.!?…。！？؟।؛][\"”’'»)\]]*$")
CLAUSE = re.compile(r"[;:—–,،，]\s+")
# Far beyond any sentence a person writes (some 230 word pieces): text without full stops is cut at clause borders.
LONGEST = 1200


def sentences(text: str, paragraph: Span) -> tuple[Span, ...]:
    """Return the sentences of one paragraph of `text`: in order, stripped, covering all but white space."""
    words = paragraph.of(text)
    found = []
    for start, end in _bounded(words, _mended(words, _cuts(words))):
        piece = words[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            found.append(Span(paragraph.start + left, paragraph.start + left + len(piece.strip())))
    return tuple(found)


def ends_sentence(text: str) -> bool:
    """Tell whether `text` closes with the punctuation of a sentence, quote marks and brackets aside."""
    return TERMINAL.search(text.rstrip()) is not None


def _cuts(words: str) -> list[int]:
    """Return where sentences begin, the first at 0, by syntok and after initialisms that it runs over."""
    from syntok import segmenter  # takes a while to load, and a question is answered without it

    starts = {s[0].offset for paragraph in segmenter.analyze(words) for s in paragraph if s}
    starts |= {m.end() for m in BREAK_AFTER_INITIALISM.finditer(words) if STARTERS.match(words, m.end())}
    return sorted(starts - {0})


def _mended(words: str, cuts: list[int]) -> list[int]:
    return [0, *(cut for cut in cuts if not _is_false(words[max(0, cut - 80) : cut].rstrip(), words, cut))]


def _is_false(before: str, words: str, cut: int) -> bool:
    """Tell whether a sentence cannot begin at `cut`, given the characters `before` it."""
    if words[cut - 1] not in " \t\n" and words[cut].isalnum():
        return True
    if not ends_sentence(before) or words[cut].islower():
        return True
    last = LAST_WORD.search(before)
    if last and last[1] in TITLES:
        return True
    if last and last[1] in NUMBERED and words[cut].isdigit():
        return True
    if INITIALISM.search(before) or INITIAL.search(before):
        return STARTERS.match(words, cut) is None
    return False


def _bounded(words: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, those beyond `LONGEST` in pieces."""
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        while end - start > LONGEST:
            cut = _clause_border(words, start)
            yield start, cut
            start = cut
        yield start, end


def _clause_border(words: str, start: int) -> int:
    """Return where to cut an over-long sentence: after a clause, else after a word, else anywhere."""
    stretch = words[start : start + LONGEST]
    borders = [m.end() for m in CLAUSE.finditer(stretch, LONGEST // 2)]
    if borders:
        return start + borders[-1]
    space = stretch.rfind(" ", 1)
    return start + (space + 1 if space > 0 else LONGEST)
