"""The five seed articles and the 84 clean ones: what is known of them, and what of them can be quoted."""

from datetime import date
from pathlib import Path

import pytest

from ingest.corpus import Article, FirstPublication
from ingest.pipeline import find, read

CORPORA = Path(__file__).parents[2] / "../shared/corpora"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the shared corpora are not beside the checkout"),
]


def words(texts):
    return [len(text.split()) for text in texts]


def articles(folder):
    return {source.name[:3]: article for source, article in read(find([CORPORA / folder]), words, 170)}


@pytest.fixture(scope="module")
def seeds():
    return articles("seeds")


@pytest.mark.parametrize(
    ("file", "outlet", "author", "published", "first"),
    [
        ("000", "Global Research", "Mehmet Ersoy", date(2017, 1, 19), None),
        (
            "001",
            "Global Research",
            "Alexander Orlov",
            date(2017, 12, 20),
            FirstPublication("New Eastern Outlook", date(2017, 10, 3)),
        ),
        ("002", "Syria News", "Paul Mansfield", None, None),
        ("003", None, None, None, None),
        ("004", None, None, None, None),
    ],
)
def test_a_seed_says_of_itself_what_is_known_and_no_more(seeds, file, outlet, author, published, first):
    known = seeds[file].metadata
    assert (known.outlet, known.author, known.published) == (outlet, author, published)
    assert known.first_published == first


LEFT_BY_THE_PAGE = (
    "Menu Close|skip to Main|Back To Top|Region:|Theme:|In-depth|Facebook page|Become a Member|Articles by|Disclaimer|"
    "fair use|media inquiries|Copyright|original source|Latest News|newsletter|GDPR|try again|image-|Featured image|"
    "first appeared|Global Research, |October 2017|By Alexander|By Mehmet|— Paul|Make alQaeda Great|US Signs|NATO War A"
).split("|")


def quotable(article: Article) -> str:
    return "\n".join(sentence.of(article.text) for passage in article.passages for sentence in passage.sentences)


@pytest.mark.parametrize("words", LEFT_BY_THE_PAGE)
def test_what_a_page_leaves_around_an_article_lies_in_no_passage(seeds, words):
    assert [file for file, article in seeds.items() if words in quotable(article)] == []
    assert any(words in article.text for article in seeds.values()), "the pattern itself is out of date"


def test_first_and_last_sentences_of_the_seeds_can_be_quoted(seeds):
    for file, first, last in [
        ("000", "For nearly five days, the Islamic State", "impede the process."),
        ("001", "It is now clear that the unexpected", "online magazine"),
        ("002", "A recent article by Mike Whitney", "You are not wanted in Syria."),
        ("003", "New Isis offensive against the SAA", "control of a strategic area for its agenda."),
        ("004", "ISIS is finished in Syria and Iraq.", "Bliss."),
    ]:
        assert quotable(seeds[file]).startswith(first)
        assert last in quotable(seeds[file])[-120:]


def test_no_sentence_of_84_clean_articles_is_taken_for_something_else():
    """What may go: the headline, a line that credits the writer on Twitter, a style sheet that one of them holds."""
    taken = []
    for source, article in read(find([CORPORA / "news"]), words, 170):
        kept = quotable(article)
        for paragraph in article.text.split("\n\n"):
            if paragraph.split()[-1] not in kept or not all(word in kept for word in paragraph.split()):
                taken.append((source.name, paragraph))
    prose = [(name, text) for name, text in taken if len(text.split()) > 12]
    assert prose == []
    assert len(taken) < 2 * 84
