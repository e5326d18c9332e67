"""Whether words of an article may say the opposite of a finding's statement, by how they are said and worded.

It is only a reason to ask: that words agree or disagree with a finding is a person's word, and a wrong guess here would
make a denial count for what it denies.
"""

from index.record.finding import Finding
from index.retrieve import DENIAL, NEGATION
from index.voices import Voice, is_question
from index.words import stems
from ingest.corpus import Force, Span


def doubt_about(finding: Finding, voice: Voice, text: str, span: Span) -> str | None:
    """Return why it is not plain that `span` of `text`, in `voice`, says what the finding states; None where it is."""
    if voice.force is Force.DENIES:
        return "they tell of a denial"
    if voice.force is Force.ASKS or is_question(span.of(text)):
        return "they ask"
    if voice.force is Force.HEDGES:
        return "they do not assert it outright"
    if _says_no(span.of(text)) != _says_no(finding.statement):
        return "only one of the two says no"
    return None


def _says_no(words: str) -> bool:
    return bool(NEGATION.search(words)) or not DENIAL.isdisjoint(stems(words))
