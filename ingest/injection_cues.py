"""The rules of injection.toml: how text addresses machines, and how sentences set tasks."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

RULES = Path(__file__).with_name("injection.toml")
PUNCTUATION = str.maketrans(dict.fromkeys(".,:;?()\"“”'‘’—–-\n", " "))
ENOUGH = 2  # hints in one sentence
OUTSIDE = 2  # words outside a quotation from which it is one that the sentence reports
WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
QUOTED = re.compile(r"“[^”]*”|«[^»]*»|(?<!\w)\"[^\"]*\"|(?<!\w)‘[^’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)")
QUOTATION_MARK = re.compile(r"[\"“”«»]|(?<!\w)['‘]|’(?!\w)")
REPORTED = re.compile(r",[^,]*\b(?:said|says|told|asked|asks|wrote|added|urged)\b[^,]*$")


@dataclass(frozen=True)
class Cue:
    """One way in which text addresses machines. `source` fits nothing without one of its `needs`."""

    needs: tuple[str, ...]
    source: str
    quoted: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a text first holds what it needs."""
        return re.compile(self.source, re.IGNORECASE)

    def may_fit(self, plain: str) -> bool:
        """Tell whether a text, in lower case and without punctuation, holds what the cue needs."""
        return any(need in plain for need in self.needs)

    def fits(self, words: str) -> bool:
        """Tell whether the cue stands in a sentence."""
        return self.pattern.search(words if self.quoted else _without_quotations(words)) is not None


@dataclass(frozen=True)
class Task:
    """One way in which a sentence sets a task; the part `shared` of its words may stand elsewhere in the article.

    `first` are words that can open it.
    """

    first: frozenset[str]
    source: str
    shared: float

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a sentence first opens so."""
        return re.compile(self.source, re.IGNORECASE)

    def is_at(self, start: re.Match[str], words: str) -> bool:
        """Tell whether a sentence sets it, whose first word of its own is `start`."""
        return start[0].lower() in self.first and self.pattern.match(words, start.start()) is not None


@dataclass(frozen=True, slots=True)
class Cues:
    """All rules: cues that flag a sentence by themselves, that hint, and that hint beside a flagged one; tasks, and the
    words that may stand before one; the words of a question about such text.
    """

    told: tuple[Cue, ...]
    hints: tuple[Cue, ...]
    beside: tuple[Cue, ...]
    tasks: tuple[Task, ...]
    polite: frozenset[str]
    about: frozenset[str]

    def possible(self, words: str) -> "Cues":
        """Return them without the cues that `words` cannot hold; those beside others stay."""
        plain = f" {words.lower().translate(PUNCTUATION)} "
        told, hints = (tuple(cue for cue in group if cue.may_fit(plain)) for group in (self.told, self.hints))
        return replace(self, told=told, hints=hints)

    @property
    def may_flag(self) -> bool:
        """Whether there are enough cues to flag a sentence."""
        return bool(self.told) or len(self.hints) >= ENOUGH

    def hinting(self, words: str) -> int:
        """Count the hints in a sentence."""
        return sum(cue.fits(words) for cue in self.hints)

    def flag(self, words: str) -> bool:
        """Tell whether a sentence by itself addresses machines."""
        return any(cue.fits(words) for cue in self.told) or self.hinting(words) >= ENOUGH

    def flag_beside(self, words: str) -> bool:
        """Tell whether a sentence next to one that addresses machines does so, too."""
        return self.hinting(words) > 0 or any(cue.fits(words) for cue in self.beside)

    def task(self, words: str) -> Task | None:
        """Return the task that a sentence sets, unless it is told that somebody says it to somebody."""
        start = next((word for word in WORD.finditer(words) if word[0].lower() not in self.polite), None)
        task = next((task for task in self.tasks if start and task.is_at(start, words)), None)
        if start is None or task is None or _is_said(words, start.start()):
            return None
        return task


@cache
def cues() -> Cues:
    """Read injection.toml, once a process."""
    rules = tomllib.loads(RULES.read_text("utf-8"))
    shared = {"{" + name + "}": rules[name] for name in ("start", "machine", "answer")}

    def of(group: str) -> tuple[Cue, ...]:
        return tuple(
            Cue(tuple(rule.get("needs", ())), _filled(rule["pattern"], shared), rule.get("quoted", False))
            for rule in rules[group].values()
        )

    def task(first: Sequence[str], pattern: str, shared: float) -> Task:
        return Task(frozenset(first), _filled(pattern, {"{first}": "|".join(first)}), shared)

    tasks = tuple(task(rule["first"].split(), rule["pattern"], rule["shared"]) for rule in rules["tasks"].values())
    polite, about = (frozenset(words.split()) for words in (rules["polite"], rules["about"]["words"]))
    return Cues(of("told"), of("hints"), of("beside"), tasks, polite, about)


def _filled(pattern: str, shared: dict[str, str]) -> str:
    for name, words in shared.items():
        pattern = pattern.replace(name, words)
    return pattern


def _is_said(words: str, start: int) -> bool:
    """Tell whether a sentence, whose first word is at `start`, is a quotation, holds a border of one or reports."""
    opens = QUOTATION_MARK.search(words, 0, start) or QUOTATION_MARK.search(QUOTED.sub("", words))
    return opens is not None or REPORTED.search(words) is not None


def _without_quotations(words: str) -> str:
    """Blank out what a sentence quotes; one that is nearly all quotation stays, since then nobody reports it."""
    blanked = QUOTED.sub(lambda quotation: '""' if quotation[0].isascii() else "“”", words)
    return blanked if len(re.findall(r"\w+", blanked)) >= OUTSIDE else words
