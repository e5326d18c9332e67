"""Checks the contract's guarantees on answers as they are rendered, from the JSON that ``hearsay ask --json`` prints.

Shares nothing with the program it checks: neither its guard, its words, nor its way to read a text. Where it cannot
follow an answer it says so, as a violation. What it holds of an answer that was given:

1. every statement has citations and an attribution, every quote is exact, and stands in the statement's text;
2. outside quotation marks a statement is names, a credit, a verb of a few words and, with a language model, a gist that
   the attribution governs: one clause, whose every word, number and name is the source's, in the source's order, with
   its negations and hedges; and no other line holds a run of an article's words;
3. nothing is called established without a finding;
4. every citation is within the scope that the answer declares;
5. nothing is markup, a link, an image or an invisible character.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from markdown_it import MarkdownIt

Json = Mapping[str, Any]

RUN: Final = 6  # words in a row that outside quotation marks would be an article's in our voice
VERB: Final = 5  # words of a verb, with "also" and "did not"
_MARKDOWN: Final = MarkdownIt("commonmark").enable("table")
_ADDRESS: Final = re.compile(
    r"\b(?:https?|ftp):|\bwww\.|\bmailto:", re.IGNORECASE
)  # what some renderers make a link of
_WORD: Final = re.compile(r"\w+")
_TOKEN: Final = re.compile(r"\w+(?:[.,'’-]\w+)*")
_ESTABLISHING: Final = re.compile(
    r"\b(?:confirm\w*|prov(?:e|es|ed|en|ing)|verif\w+|debunk\w*|refut\w+|disprov\w+|undisputed|undeniabl\w+|proof|facts?"
    r"|(?:un)?true|truth|false(?:ly|hood)?|establish\w*|conclusively|beyond doubt|admit\w*|expos\w+|reveal\w*)\b",
    re.IGNORECASE,
)
_DENYING: Final = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|den\w+|reject\w*)\b|n['’]t\b", re.I
)
_HEDGING: Final = re.compile(
    r"\b(?:may|might|could|would|should|perhaps|possibly|probably|likely|allegedly|about|around|nearly|almost|roughly|some"
    r"|if|unless|only|most|many|every|all|at least|seems?|appears?|suggests?|believes?|thinks?)\b",
    re.IGNORECASE,
)
_SPEAKING: Final = re.compile(
    r"\b(?:say|says|said|tells?|told|claim\w*|according|report\w*|alleg\w+|sources)\b", re.IGNORECASE
)
_OURS: Final = re.compile(r"\b(?:i|we|me|us|my|our|you|your)\b|[!?]", re.IGNORECASE)
_RULING: Final = re.compile(r"\b(?:confirmed|proven|debunked|verified|it is true|in fact)\b", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"\d|^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|hundred"
    r"|thousand|million|dozen|half|january|february|march|april|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$"
)
# Words that a clause may have in reported speech and its source in direct speech, or not at all.
_LOOSE: Final = frozenset(
    "a an the that is was are were am be been has had have do did does will would can could may might he she they it"
    " his her their its him them himself herself themselves i we my our me us not".split()
)


@dataclass(frozen=True, slots=True)
class Violation:
    """What breaks which guarantee of the contract, counted from 1."""

    guarantee: int
    detail: str


def violations(answer: Json, texts: Mapping[str, str]) -> list[Violation]:
    """Return everything that breaks a guarantee; `texts` are the library's stored texts by article."""
    found = list(_of_markup(answer["text"]))
    if answer["outcome"] == "answered":
        for statement in answer["statements"]:
            if statement["status"] != "library":
                found += _of_statement(statement, answer, texts)
        found += _of_other_lines(answer, texts)
    return found


def _of_statement(statement: Json, answer: Json, texts: Mapping[str, str]) -> Iterator[Violation]:
    cited, chain = statement["citations"], statement["attribution"]
    if not cited or [link["role"] for link in chain[:2]] != ["outlet", "author"]:
        yield Violation(1, f"no citation or no attribution: {statement['text']}")
        return
    if any(texts[c["article"]][c["start"] : c["end"]] != c["quote"] for c in cited):
        yield Violation(1, f"a quote is not exact: {statement['text']}")
    if len({c["article"] for c in cited}) > 1:
        yield Violation(1, f"several articles under one attribution: {statement['text']}")
    if statement["status"] in ("established", "refuted") and not statement["finding"]:
        yield Violation(3, f"{statement['status']} without a finding: {statement['text']}")
    yield from _of_scope(statement, answer["scope"])
    yield from _of_text(statement, answer["text"])


def _of_scope(statement: Json, scope: Json) -> Iterator[Violation]:
    for citation in statement["citations"]:
        published = citation["published"]
        outside = (
            (scope["outlets"] and citation["outlet"] not in scope["outlets"])
            or (scope["authors"] and citation["author"] not in scope["authors"])
            or (scope["after"] and not (published and published >= scope["after"]))
            or (scope["before"] and not (published and published <= scope["before"]))
        )
        if outside:
            yield Violation(4, f"{citation['file']} is outside the scope")
    names = {link["name"] for link in statement["attribution"] if link["role"] == "speaker"}
    if scope["speakers"] and names.isdisjoint(scope["speakers"]):
        yield Violation(4, f"words of nobody who was asked for: {statement['text']}")


def _plain(markdown: str) -> str:
    return re.sub(r"\\([^\w\s]|_)", r"\1", markdown)


def _same(one: str, other: str) -> bool:
    """Compare words as a reader does: white space, and which marks of quotation, aside."""
    return _bare(one) == _bare(other)


def _bare(words: str) -> str:
    return re.sub(r"[\s“”„‟«»‘’‚‛‹›\"'…]+", "", words)


# What may follow the quotes: the standing of a statement that is more than asserted, in our fixed words.
_STANDING = re.compile(
    r" \*\((?:(disputed)(?:: see ([\[\]\d ]+)| in these words)|(established|refuted) by a finding on record)\)\*$"
)


def _of_note(statement: Json, note: re.Match[str]) -> Iterator[Violation]:
    """Hold a note of standing to the statement's own: its status, and the citations or the finding that make it."""
    disputed, against, settled = note.groups()
    if statement["status"] != (disputed or settled):
        yield Violation(3, f"shown as {disputed or settled}, and is {statement['status']}: {statement['text']}")
    if settled and not statement["finding"]:
        yield Violation(3, f"settled by no finding: {statement['text']}")
    named = {int(number) for number in re.findall(r"\d+", against or "")}
    if not named <= set(statement.get("disputed_by", ())):
        yield Violation(1, f"disputed by citations that are not told: {statement['text']}")


def _of_text(statement: Json, text: str) -> Iterator[Violation]:
    """Take a statement apart: who, how, perhaps a gist, and then its quotes and nothing else."""
    if statement["text"] not in text:
        yield Violation(1, f"a statement is not in the text: {statement['text']}")
    shown = _plain(statement["text"])
    if note := _STANDING.search(shown):
        shown = shown[: note.start()]
        yield from _of_note(statement, note)
    lead, between, rest = shown.partition(": “")
    numbers = [f"[{c['number']}]" for c in statement["citations"]]
    quotes = re.sub("|".join(map(re.escape, numbers)), "", rest)
    if not between or not _same(quotes, "".join(c["quote"] for c in statement["citations"])):
        yield Violation(2, f"something else than quotes: {shown}")
    lead, between, gist = lead.partition(", in short, that ")
    if (gist or None) != statement.get("gist"):
        yield Violation(2, f"a gist that is not declared: {shown}")
    yield from _of_lead(lead, statement)
    if between:
        yield from _of_gist(gist, statement)


def _of_lead(lead: str, statement: Json) -> Iterator[Violation]:
    """Take away whom the record names and the credit: a verb is left."""
    outlet = statement["attribution"][0]["name"] or "An unnamed outlet"
    names = [link["name"] for link in statement["attribution"][2:] if link["name"]]
    if any(_bare(name).lower() not in _bare(lead).lower() for name in [*names, outlet]):
        yield Violation(1, f"somebody of the chain is not named: {lead}")
    left = beyond_names(lead, [*names, outlet])
    if more_than_a_verb(left) or establishes(left):
        yield Violation(2, f"more than a verb between who speaks and the quote: {left.strip()}")


def beyond_names(lead: str, names: Iterable[str]) -> str:
    """Return what a lead says beside `names`, what stands in brackets, and by whom they are quoted: a verb, rightly."""
    left = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", " ", lead).replace("*", " ")
    for name in sorted(names, key=len, reverse=True):
        pattern = r"\s+".join(re.escape(part) for part in re.sub('[“”"]', " ", name).split())
        left = re.sub(pattern, " ", re.sub('[“”"]', " ", left), flags=re.IGNORECASE)
    return re.sub(r"\b(?:quoted by|as reported by)\b", " ", left)


def more_than_a_verb(left: str) -> bool:
    """Tell whether what `beyond_names` leaves is more than how somebody speaks."""
    return len(_WORD.findall(left)) > VERB


def establishes(words: str) -> bool:
    """Tell whether words take something for established or refuted: verbs of speaking that do, and verdicts."""
    return _ESTABLISHING.search(words) is not None


def speaks(words: str) -> bool:
    """Tell whether words name somebody as speaking."""
    return _SPEAKING.search(words) is not None


def _of_gist(gist: str, statement: Json) -> Iterator[Violation]:
    quotes = [c["quote"] for c in statement["citations"]]
    home = _home(gist, quotes)
    said = _TOKEN.findall(gist)
    if re.search(r"[.!?;:]\s|[\"“”<>\[\]()*_`#|/\\@]", gist) or any(not c.isprintable() for c in gist):
        yield Violation(2, f"a gist of more than one clause, or with markup: {gist}")
    if _ESTABLISHING.search(gist):
        yield Violation(3, f"a gist establishes: {gist}")
    if _OURS.search(gist) or _SPEAKING.search(gist):
        yield Violation(2, f"a gist in another voice than its source's: {gist}")
    if foreign := own_words(gist, quotes):
        yield Violation(2, f"a gist with words of its own ({', '.join(foreign)}): {gist}")
    numbers = Counter(word for word in map(str.lower, said) if _NUMBER.search(word))
    if numbers - Counter(map(str.lower, _TOKEN.findall(home))):
        yield Violation(2, f"a gist with another number: {gist}")
    if not _in_order([w for w in said if w.lower() not in _LOOSE and not _past(w, home)], _TOKEN.findall(home)):
        yield Violation(2, f"a gist in another order: {gist}")
    if len(statement["attribution"]) == 2 and (_SPEAKING.search(home) or '"' in home or "“" in home):
        yield Violation(2, f"a gist that gives an outlet what “{home}” gives to somebody else: {gist}")
    for pattern, what in ((_DENYING, "denials"), (_HEDGING, "hedges")):
        if len(pattern.findall(gist)) != len(pattern.findall(home)):
            yield Violation(2, f"a gist with other {what} than “{home}”: {gist}")


def _home(gist: str, quotes: Iterable[str]) -> str:
    """Return the quoted sentence that a gist is of: the one that shares most words with it."""
    normal = (unicodedata.normalize("NFC", quote) for quote in quotes)
    sentences = [s for quote in normal for s in re.split(r"(?<=[.!?])[\"”’']*\s+", quote)]
    return max(sentences, key=lambda sentence: len(_folded(sentence) & _folded(gist)), default="")


def own_words(gist: str, quotes: Sequence[str]) -> list[str]:
    """Return the words of a gist that are not those of the sentence that it is of."""
    home = _home(gist, quotes)
    return [w for w in _TOKEN.findall(gist) if w.lower() not in _folded(home) | _LOOSE and not _past(w, home)]


def _folded(words: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _TOKEN.findall(words))


def _past(word: str, sentence: str) -> bool:
    """Tell whether a verb of the gist is one of the sentence in the past."""
    stem = word.lower().removesuffix("d").removesuffix("e")
    return word.endswith("ed") and any(other.rstrip("s").rstrip("e") == stem for other in _folded(sentence))


def _in_order(said: Sequence[str], there: Sequence[str]) -> bool:
    rest = iter(word.lower() for word in there)
    return all(word.lower() in rest for word in said)


def _of_other_lines(answer: Json, texts: Mapping[str, str]) -> Iterator[Violation]:
    """Look at what is neither a statement nor quoted: no words of an article's, and no verdict, may stand there."""
    text = answer["text"]
    for statement in answer["statements"]:
        text = text.replace(statement["text"], "\n", 1)
    ours = re.sub("“[^“”]*”", " | ", _plain(text))
    for line in ours.split("\n"):
        if copies(line, texts.values(), answer["question"]):
            yield Violation(2, f"an article's words in our voice: {line}")
        if rules(line):
            yield Violation(3, f"a verdict in our voice: {line}")


def copies(words: str, texts: Iterable[str], asked: str) -> bool:
    """Tell whether `words` hold a run of words of one of `texts`, which the user's question does not hold itself."""
    runs = _runs(words) - _runs(asked)
    return any(not runs.isdisjoint(_runs(text)) for text in texts)


def rules(words: str) -> bool:
    """Tell whether `words` call something established or refuted."""
    return _RULING.search(words) is not None


@lru_cache(maxsize=1_000)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _of_markup(text: str) -> Iterator[Violation]:
    for token in _MARKDOWN.parse(text):
        if token.type in ("heading_open", "html_block", "fence", "code_block", "table_open", "blockquote_open", "hr"):
            yield Violation(5, f"{token.type} in the answer")
        for child in token.children or ():
            if child.type in ("link_open", "image", "html_inline", "code_inline"):
                yield Violation(5, f"{child.type} in the answer: {child.content or child.attrs}")
    if _ADDRESS.search(text):
        yield Violation(5, "an address that could become a link in the answer")
    hidden = [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs", "Cn")]
    if hidden:
        yield Violation(5, f"invisible characters: {', '.join(f'U+{ord(c):04X}' for c in hidden)}")
