"""Which language an article is in, told from its body; headlines are too short to tell."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Protocol

SAMPLE = 4000  # characters
ENOUGH = 20  # words, or ten times as many characters where words are not spaced
SURE = 0.9
# The commonest English words, a quarter of running English and under 10 % of anything else. They save most files
# the second that py3langid takes to unpack its model.
ENGLISH = re.compile(r"\b(?:the|of|and|to|that|is|was|for|with|on|by|it|have|has|from|at|which|this|are|were)\b", re.I)
ENGLISH_SHARE = 0.15

# ISO 639-1.
CODES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka
    kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl
    nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv
    sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()
)


class Identifier(Protocol):
    """What is used of py3langid: text to language code and probability."""

    def classify(self, text: str) -> tuple[str, float]:
        """Return the likeliest language."""
        ...


def language_of(body: Iterable[str]) -> str | None:
    """Return the ISO 639-1 code of the language of `body`, or None when it is too short or not clear."""
    sample = " ".join(body)[:SAMPLE]
    words = len(sample.split())
    if words < ENOUGH and len(sample) < 10 * ENOUGH:
        return None
    if len(ENGLISH.findall(sample)) > words * ENGLISH_SHARE:
        return "en"
    language, probability = _identifier().classify(sample)
    return str(language) if probability > SURE else None


@cache
def _identifier() -> Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier
