"""The language model of an evaluation: its replies recorded or replayed, its use counted, its advice asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.common import message

if TYPE_CHECKING:
    from app.compose.model import ModelComposer
    from evals.replay import Replayed
    from evals.run import Run
    from index.store import Store


@dataclass(frozen=True, slots=True)
class Modelled:
    """What words the answers of a run; nothing does where no language model is set."""

    llm: "Replayed | None" = None

    @property
    def composer(self) -> "ModelComposer | None":
        """What words the answers."""
        from app.compose.model import ModelComposer

        return ModelComposer(self.llm) if self.llm else None

    @property
    def is_replayed(self) -> bool:
        """Whether the replies are those of a recording."""
        return self.llm is not None and not self.llm.live

    def usage(self, price_in: float | None, price_out: float | None) -> dict[str, float]:
        """Return what the answers took: calls, tokens, and the cost where prices are given."""
        return self.llm.usage.fields(price_in, price_out) if self.llm else {}

    def advice(self, run: "Run", store: "Store") -> dict[str, Any]:
        """Return what the model makes of citations, and how it agrees with people. Raises `UnusableSettings`."""
        from dataclasses import replace

        from app.errors import UnusableSettings
        from evals.held import Held
        from evals.model_judge import ModelJudge, agreement, judged, labels
        from evals.observed import Observation
        from evals.replay import Usage

        if self.llm is None:
            raise UnusableSettings("--judge needs a language model; give --llm-url and --llm-model")
        asked = replace(self.llm, usage=Usage())  # what advice takes is no part of what the answers take
        judge, held = ModelJudge(asked), Held(store)
        trusted = agreement(judge, labels())
        found = judged(judge, (Observation(r.case, r.answer, held) for r in run.results))
        return {
            "judge": judge.name,
            "statements": found.statements,
            "citation_recall": found.recall,
            "citation_precision": found.precision,
            "without_verdict": found.failed,
            "labels": trusted.of,
            "agrees": trusted.right,
            "kappa": trusted.kappa,
            "usage": asked.usage.fields(),
        }


@contextmanager
def modelled(url: str | None, name: str | None, off: bool, replies: Path, live: bool) -> Iterator[Modelled]:
    """Yield the language model that was set, its replies from a file unless it is asked live.

    Raises `UnusableSettings` where what is set cannot be used, or nothing is recorded.
    """
    from app.endpoint import llm_of

    llm = None if off else llm_of(url, name)
    if llm is None:
        yield Modelled()
        return
    from app.model_notes import recipient_note
    from evals.replay import Replayed, recorded

    if live:
        message(recipient_note(llm))
    with recorded(replies, live) as cassette:
        yield Modelled(Replayed(llm, cassette, live))


def replies_of(cases: Sequence[Path]) -> Path:
    """Return where the replies to cases are kept: beside the first file of them."""
    return cases[0].with_suffix(".replies.yaml")
