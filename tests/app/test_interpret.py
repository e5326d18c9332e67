"""What questions are taken to mean, over an invented library: the Karst dam, its outlets, writers and speakers."""

from datetime import date

import pytest

from app.interpret import interpret
from app.request import Constraints
from app.understanding import Interpretation
from ingest.corpus import FirstPublication, Metadata
from tests.app.libraries import Library

TODAY = date(2031, 5, 20)


def article(outlet=None, author=None, published=None, wire=None, first=None, text=""):
    first_published = FirstPublication(first, None) if first else None
    day = date.fromisoformat(published) if published else None
    return Metadata(outlet=outlet, author=author, published=day, wire=wire, first_published=first_published), text


LIBRARY = Library(
    [
        article(
            "The Veldan Courier", "Ilsa Brandt", "2030-03-04", text="Mayor Tomas Reuel said the Karst dam was sound."
        ),
        article(
            "The Veldan Courier", "By Piet Okonjo and Ilsa Brandt", "2030-04-10", text="Engineer Nadia Vašková warned."
        ),
        article(
            "Harbour Post", "MIRA SOLBERG", "2030-06-01", text="Governor Aldo Ferrant denied it, the Ministry said."
        ),
        article(
            "Harbour Post",
            "Jon Rather",
            "2030-07-15",
            wire="Corda Wire",
            text="Residents of Lower Veld waited. Ferrant left.",
        ),
        article(
            "Northgate Times", "Petra Lindqvist, Northgate Times", "2030-08-01", text="Reuel and Ferrant quarrelled."
        ),
        article("Evening Times", "Ewan Lindqvist", "2030-09-09", text="Analysts at Delvane Capital saw no risk."),
        article("Global Monitor", "Sef Adair", "2031-01-02", first="Eastern Ledger", text="The dam burst was planned."),
        article(None, None, None, text="Nobody signed this."),
    ]
)


def read(question, *history, **by_hand) -> Interpretation:
    return interpret(question, history, Constraints(**by_hand), LIBRARY, TODAY)


@pytest.mark.parametrize(
    ("question", "outlets"),
    [
        ("What does the Veldan Courier say about the dam?", ["The Veldan Courier"]),
        ("according to harbour post who opened the gates", ["Harbour Post"]),
    ],
)
def test_an_outlet_whose_words_are_asked_for_is_the_scope(question, outlets):
    assert list(read(question).scope.outlets) == outlets
