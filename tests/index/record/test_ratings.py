import pytest

from index.record.finding import Verdict
from index.record.ratings import in_words, verdict_of

SCALE = {"bestRating": 5, "worstRating": "1"}


@pytest.mark.parametrize(
    ("rating", "verdict"),
    [
        ({"alternateName": "False"}, Verdict.REFUTED),
        ({"alternateName": " PANTS on Fire! "}, Verdict.REFUTED),
        ({"alternateName": "False."}, Verdict.REFUTED),
        ({"alternateName": "True"}, Verdict.ESTABLISHED),
        ({"ratingValue": "Falso"}, Verdict.REFUTED),
        ({"alternateName": "Mostly false"}, Verdict.UNRESOLVED),
        ({"alternateName": "Mostly true"}, Verdict.UNRESOLVED),
        ({"alternateName": "Not false"}, Verdict.UNRESOLVED),
        ({"alternateName": "Misleading"}, Verdict.UNRESOLVED),
        ({"alternateName": "Missing context", "ratingValue": 1, **SCALE}, Verdict.UNRESOLVED),
        ({"ratingValue": 1, **SCALE}, Verdict.REFUTED),
        ({"ratingValue": "5", **SCALE}, Verdict.ESTABLISHED),
        ({"ratingValue": 2, **SCALE}, Verdict.UNRESOLVED),
        ({"ratingValue": 1}, Verdict.UNRESOLVED),
        ({"ratingValue": 1, "bestRating": 1, "worstRating": 1}, Verdict.UNRESOLVED),
        ({"ratingValue": True, "bestRating": 1, "worstRating": 0}, Verdict.UNRESOLVED),
        ({"ratingValue": "nan", **SCALE}, Verdict.UNRESOLVED),
        ({"alternateName": "True?"}, Verdict.UNRESOLVED),
        ({"alternateName": "¬True"}, Verdict.UNRESOLVED),
        ({"alternateName": ["False"], "ratingValue": 5, **SCALE}, Verdict.UNRESOLVED),
        ({"alternateName": {"@value": "False"}, "ratingValue": 5, **SCALE}, Verdict.UNRESOLVED),
        ({}, Verdict.UNRESOLVED),
    ],
)
def test_only_a_rating_whose_meaning_is_known_settles_anything(rating, verdict):
    assert verdict_of(rating) is verdict


def test_a_rating_is_told_by_its_name_or_by_its_place_on_the_scale():
    assert in_words({"alternateName": "Half  right", "ratingValue": 3, **SCALE}) == "rated “Half right”"
    assert in_words({"ratingValue": "3", **SCALE}) == "rated 3 on a scale from 1 to 5"
    assert in_words({"ratingValue": 3}) == "rated 3"
    assert in_words({}) is None
