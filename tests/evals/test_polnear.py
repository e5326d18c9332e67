"""What is written for PolNeAR's public scorers."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.polnear import labels, predict
from ingest.corpus import Attribution, Span
from ingest.errors import UnusableInput

TOKENS = ["Ada", "Quill", "said", "it", "rained", ",", "and", "left", "."]
TEXT = " ".join(TOKENS)


class Rule:
    """A tagger by one rule: capitals before "said", then everything up to a comma or full stop."""

    name = "rule"

    def tag(self, text: str, parts: Sequence[Span] = ()) -> tuple[Attribution, ...]:
        found = re.finditer(r"((?:[A-Z]\w+ )+)(said) ([^,.]+\w)", text)
        return tuple(
            Attribution(*((Span(m.start(n), m.start(n) + len(m[n].strip())),) for n in (1, 2, 3))) for m in found
        )


def test_tokens_are_labelled_where_pieces_begin_and_go_on() -> None:
    given = "B-source I-source B-cue B-content I-content O O O O"
    assert labels(TOKENS, Rule().tag(TEXT)) == given.split()


def test_each_piece_begins_anew() -> None:
    broken = Attribution((), (), (Span(0, 3), Span(4, 9)))
    assert labels(TOKENS, [broken])[:3] == ["B-content", "B-content", "O"]


def test_of_overlapping_pieces_the_first_has_the_token() -> None:
    assert labels(["a", "b", "c"], [Attribution((Span(0, 3),), (Span(2, 5),), ())]) == "B-source I-source B-cue".split()


@given(st.lists(st.text("ab.", min_size=1, max_size=4), min_size=1, max_size=8), st.data())
def test_every_token_has_a_label_and_none_goes_on_what_has_not_begun(tokens: list[str], data: st.DataObject) -> None:
    end = len(" ".join(tokens))
    starts = data.draw(st.lists(st.integers(0, end - 1), max_size=4))
    found = [Attribution((), (), (Span(at, min(end, at + 5)),)) for at in starts]
    written = labels(tokens, found)
    assert len(written) == len(tokens)
    assert all(now != "I-content" or before != "O" for before, now in zip(["O", *written], written, strict=False))


def test_predictions_are_written_for_every_article_and_sentence(tmp_path: Path) -> None:
    for folder, row in (
        ("attribution", {"doc_id": "d", "text": f"{TEXT}\n\nRain fell ."}),
        ("attribution_sentences", {"id": "s", "article": "d", "tokens": TOKENS}),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "dev.docs.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert predict(Rule(), tmp_path, tmp_path / "out") > 0
    (article,) = (json.loads(line) for line in (tmp_path / "out" / "articles.jsonl").read_text("utf-8").splitlines())
    (sentence,) = (json.loads(line) for line in (tmp_path / "out" / "sentences.jsonl").read_text("utf-8").splitlines())
    assert article == {"doc_id": "d", "attributions": [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 24]]}]}
    assert (sentence["id"], sentence["labels"][2]) == ("s", "B-cue")


def test_data_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r"dev\.docs\.jsonl"):
        predict(Rule(), tmp_path, tmp_path / "out")
