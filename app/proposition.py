"""What a question takes for granted or asks after: its words, what they are, and how they stand."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What the words of a proposition are."""

    STATEMENT = "statement"  # "the mayor closed the mill"
    YES = "yes"  # "did the mayor close the mill", meant to be answered with yes
    NO = "no"  # the same, meant to be answered with no
    THING = "thing"  # "the mayor's secret deal", meant to exist
    OPEN = "open"  # "did the mayor close the mill", meant to be answered either way
    CLAUSE = "clause"  # "who closed the mill", as it stands in "is it known who closed the mill"


class Standing(StrEnum):
    """What the record and the articles have about a proposition of the question."""

    ESTABLISHED = "established"
    REFUTED = "refuted"
    NOT_ESTABLISHED = "not_established"
    ABSENT = "absent"  # and no article says so


@dataclass(frozen=True, slots=True)
class Proposition:
    """Something that the question takes for granted or asks after, in the question's own words, with its standing."""

    words: str
    form: Form
    standing: Standing
