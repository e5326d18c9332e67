"""The composer that asks a language model: which evidence belongs together, what comes first, and a gist of each.

What the model may say is no more than numbers and gists. Whose words they are, the quotes and the standing it neither
gets to write nor gets to see.
"""

import re
import secrets
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from typing import Final

from app.answer import Evidence
from app.compose.quotes import draft
from app.compose.replies import statements
from app.content import content_in
from app.copies import also_in
from app.draft import DraftStatement
from app.errors import ModelFailed, ModelFailure
from app.llm import LLM, STOP, Prompt
from ingest.corpus import ArticleId, Span

_PROMPT: Final = tomllib.loads(files("app.compose").joinpath("prompt.toml").read_text(encoding="utf-8"))
# Characters with which a text could look like our borders, or like the marks of a server's chat template.
_ACTIVE: Final = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")", "|": "¦"})
_WHITE: Final = re.compile(r"\s+")


class ModelComposer:
    """Composes with a language model. Safe to share between threads, as an `LLM` is."""

    def __init__(self, llm: LLM) -> None:
        self._llm = llm

    @property
    def name(self) -> str:
        """The model's name."""
        return self._llm.name

    @property
    def host(self) -> str:
        """Where question and evidence go."""
        return self._llm.host

    def propose(self, question: str, stretches: Sequence[Evidence]) -> Iterator[DraftStatement]:
        """Yield what the model proposes, one by one. Raises `ModelFailed`; what came before it counts for nothing then.

        Of `stretches`, best first, as many are sent as the context holds.
        """
        prompt = self._prompt(question, stretches)
        yield from statements(self._whole(prompt))

    def _whole(self, prompt: Prompt) -> Iterator[str]:
        """Yield a completion that its server says is whole: a stream that is cut off ends like one that is not."""
        reason = None
        for piece in self._llm.stream(prompt):
            yield piece.text
            reason = piece.finish_reason or reason
        if reason in (None, "length"):
            raise ModelFailed(ModelFailure.CUT_OFF, "its reply was cut off")
        if reason != STOP:
            raise ModelFailed(ModelFailure.DECLINED, "it declined to reply")

    def _prompt(self, question: str, stretches: Sequence[Evidence]) -> Prompt:
        tag = f"x{secrets.token_hex(8)}"
        system = _PROMPT["system"].strip().format(tag=tag)
        asked = _PROMPT["user"].strip()
        empty = asked.format(tag=tag, question=_inert(question), evidence="")
        left = self._llm.room - self._llm.count(system) - self._llm.count(empty)
        lines: list[str] = []
        for line in _lines(stretches, tag):
            left -= self._llm.count(line)
            if left < 0:
                break
            lines.append(line)
        if not lines:
            raise ModelFailed(ModelFailure.NO_ROOM, "its context has no room for question and evidence")
        return Prompt(system, asked.format(tag=tag, question=_inert(question), evidence="\n".join(lines)))


def _lines(stretches: Sequence[Evidence], tag: str) -> Iterator[str]:
    groups: dict[tuple[ArticleId, object], str] = {}
    for item in stretches:
        if item.injected:  # it addresses machines, so none gets to read it; its quote stands in the answer
            continue
        group = groups.setdefault((item.article.id, item.voice.key), _letters(len(groups)))
        yield _PROMPT["evidence"].format(tag=tag, number=item.number, group=group, words=_inert(item.words))


def _letters(number: int) -> str:
    return chr(ord("A") + number % 26) * (number // 26 + 1)


def _inert(words: str) -> str:
    return _WHITE.sub(" ", words.translate(_ACTIVE)).strip()


def stretches_of(evidence: Sequence[Evidence], most: int) -> tuple[Evidence, ...]:
    """Join evidence into the statements that the quotes composer makes of it, at `most` so many, numbered from 1.

    A model chooses among these, so that whatever it does it spends the citations of the quotes answer and no others.
    """
    by_number = {item.number: item for item in evidence}
    runs = [[by_number[number] for number in statement.evidence] for statement in draft(evidence).statements]
    return tuple(_joined(number, run) for number, run in enumerate(runs[:most], 1))


def _joined(number: int, run: Sequence[Evidence]) -> Evidence:
    first, span = run[0], Span(run[0].span.start, run[-1].span.end)
    content = tuple(part for item in run for part in content_in(item))
    injected = any(item.injected for item in run)
    return replace(first, number=number, span=span, injected=injected, also_in=also_in(run, span), content=content)


def left_out(stretches: Sequence[Evidence], admitted: Sequence[DraftStatement]) -> tuple[DraftStatement, ...]:
    """Propose each stretch that no admitted statement rests on, as a quote alone: a model may add, and hide nothing."""
    used = {number for statement in admitted for number in statement.evidence}
    return tuple(DraftStatement((item.number,)) for item in stretches if item.number not in used)
