"""The rules of injection.toml: how text addresses machines, and how sentences set tasks."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

RULES = Path(__file__).with_name("injection.toml")
PUNCTUATION = str.maketrans(dict.fromkeys(".,:;?()\"“”'‘’—–-\n", " "))
ENOUGH = 2  # hints in one sentence
OUTSIDE = 2  # words outside a quotation from which it is one that the sentence reports
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
    """One way in which a sentence sets a task; the part `shared` of its words may stand elsewhere in the article."""

    source: str
    shared: float

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a text is first read."""
        return re.compile(self.source, re.IGNORECASE)

    def opens(self, words: str) -> bool:
        """Tell whether a sentence begins so."""
        return self.pattern.match(words) is not None


@dataclass(frozen=True, slots=True)
class Cues:
    """All rules: cues that flag a sentence by themselves, that hint, and that hint beside a flagged sentence; tasks;
    the words of a question about such text.
    """

    told: tuple[Cue, ...]
    hints: tuple[Cue, ...]
    beside: tuple[Cue, ...]
    tasks: tuple[Task, ...]
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
        task = next((task for task in self.tasks if task.opens(words)), None)
        if task is None or REPORTED.search(words) or QUOTATION_MARK.search(QUOTED.sub("", words)):
            return None
        return task


@cache
def cues() -> Cues:
    """Read injection.toml, once a process."""
    rules = tomllib.loads(RULES.read_text("utf-8"))
    shared = {"{" + name + "}": rules[name] for name in ("start", "opening", "machine", "answer")}

    def of(group: str) -> tuple[Cue, ...]:
        return tuple(
            Cue(tuple(rule.get("needs", ())), _filled(rule["pattern"], shared), rule.get("quoted", False))
            for rule in rules[group].values()
        )

    tasks = tuple(Task(_filled(rule["pattern"], shared), rule["shared"]) for rule in rules["tasks"].values())
    return Cues(of("told"), of("hints"), of("beside"), tasks, frozenset(rules["about"]["words"].split()))


def _filled(pattern: str, shared: dict[str, str]) -> str:
    for name, words in shared.items():
        pattern = pattern.replace(name, words)
    return pattern


def _without_quotations(words: str) -> str:
    """Blank out what a sentence quotes; one that is nearly all quotation stays, since then nobody reports it."""
    blanked = QUOTED.sub(lambda quotation: '""' if quotation[0].isascii() else "“”", words)
    return blanked if len(re.findall(r"\w+", blanked)) >= OUTSIDE else words
