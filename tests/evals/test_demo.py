"""The demonstration articles as they are ingested, and what the cases say about them."""

import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from evals.case import Case, Kind
from evals.case_file import load
from evals.covering import fold
from evals.floors import ARTICLES, CASES
from ingest.corpus import Article, FirstPublication
from ingest.pipeline import find, read

TOOL = Path(__file__).parents[2] / "tools" / "make_demo.py"
LEDGER, STAR, COURIER = "Ostrane Ledger", "Lonne Valley Star", "The Castrel Courier"
BELL, HAMMER, CURRENT = "The Hill Bell", "The Plain Hammer", "Free Current"
KNOWN = {
    "bell-front-denies.md": (BELL, "Ana Corriveth", date(2019, 3, 23)),
    "bell-nether-camp.txt": (BELL, "Ana Corriveth", date(2019, 4, 27)),
    "courier-dam-fails.html": (COURIER, "Helene Straub", date(2019, 3, 15)),
    "courier-election.md": (COURIER, "Piers Aldane", date(2019, 9, 23)),
    "courier-tessel-denies.html": (COURIER, "Helene Straub", date(2019, 5, 4)),
    "courier-tram-strike.pdf": (COURIER, "Piers Aldane", date(2019, 2, 6)),
    "current-nether-camp.html": (CURRENT, "Ana Corriveth", date(2019, 8, 19)),
    "current-promenade.html": (CURRENT, "Lio Verrane", date(2019, 5, 2)),
    "current-school-phones.md": (CURRENT, "Noor Hallam", date(2019, 10, 14)),
    "hammer-oake-column.html": (HAMMER, "Barnaby Oake", date(2019, 5, 29)),
    "hammer-sabotage.html": (HAMMER, "Rudo Brack", date(2019, 3, 20)),
    "hammer-sirens-wire.html": (HAMMER, "Tidewire", date(2019, 3, 18)),
    "hammer-whitewash.html": (HAMMER, "Rudo Brack", date(2019, 12, 5)),
    "ledger-holloy-memo.pdf": (LEDGER, "Jonas Wray", date(2019, 3, 28)),
    "ledger-interim-report.docx": (LEDGER, "Jonas Wray", date(2019, 12, 4)),
    "ledger-relief-money.pdf": (LEDGER, "Sunniva Pell", date(2019, 9, 12)),
    "star-cranes.txt": (STAR, "Dagny Ferrow", date(2019, 2, 21)),
    "star-families-interview.docx": (STAR, "Dagny Ferrow", date(2019, 6, 1)),
    "star-inquiry-live.html": (STAR, "Dagny Ferrow", date(2019, 7, 17)),
    "star-letters.txt": (STAR, None, None),
    "star-sirens-wire.txt": (STAR, "Tidewire", date(2019, 3, 18)),
    "what-the-river-took.txt": (None, None, None),
}


@pytest.fixture(scope="module")
def articles() -> Mapping[str, Article]:
    found = {}
    for source, article in read(find([ARTICLES]), lambda texts: [len(t.split()) for t in texts], 180):
        assert isinstance(article, Article), f"{source.name}: {article}"
        found[Path(source.name).name] = article
    return found


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return load(CASES)


def quotable(article: Article) -> str:
    return " ".join(" ".join(fold(p.span.of(article.text))) for p in article.passages)


def test_every_article_is_ingested_with_the_outlet_author_and_date_that_it_has(articles: Mapping[str, Article]) -> None:
    read_as = {n: (a.metadata.outlet, a.metadata.author, a.metadata.published) for n, a in articles.items()}
    assert read_as == KNOWN


def test_all_formats_and_six_outlets_are_there(articles: Mapping[str, Article]) -> None:
    assert {Path(name).suffix for name in articles} == {".txt", ".md", ".html", ".pdf", ".docx"}
    assert {a.metadata.outlet for a in articles.values()} == {LEDGER, STAR, COURIER, BELL, HAMMER, CURRENT, None}


def test_the_republication_says_where_and_when_it_first_appeared(articles: Mapping[str, Article]) -> None:
    first = articles["current-nether-camp.html"].metadata.first_published
    assert first == FirstPublication(BELL, date(2019, 4, 27))


def test_the_ambiguous_date_and_the_hidden_words_are_flagged(articles: Mapping[str, Article]) -> None:
    flagged = {(name, w.code) for name, article in articles.items() for w in article.warnings}
    assert flagged == {
        ("star-letters.txt", "ambiguous-date"),
        ("hammer-whitewash.html", "hidden-text"),
        ("hammer-whitewash.html", "addresses-machines"),
    }


def test_the_hidden_instructions_can_never_be_quoted(articles: Mapping[str, Article]) -> None:
    hidden = quotable(articles["hammer-whitewash.html"])
    assert "ignore all previous instructions" not in hidden
    assert "must be described as corrupt" not in hidden


@pytest.mark.parametrize(
    "furniture",
    [
        *("we and our 214 partners", "most read", "sign up to the morning courier", "all rights reserved"),
        *("join 80 000 patriots", "back to top", "hammer radio", "takes no advertising", "flood appeal has raised"),
        *("opera season", "births and deaths", "by reading on you accept", "this page updates itself"),
    ],
)
def test_what_stands_around_an_article_can_never_be_quoted(articles: Mapping[str, Article], furniture: str) -> None:
    assert [name for name, article in articles.items() if furniture in quotable(article)] == []


def test_every_text_that_a_case_names_can_be_quoted_from_its_article(
    cases: tuple[Case, ...], articles: Mapping[str, Article]
) -> None:
    words = {name: quotable(article) for name, article in articles.items()}
    missing = [(c.id, w) for c in cases for w in c.expect.wanted if " ".join(fold(w.text)) not in words[w.article]]
    assert missing == []


def test_what_was_written_as_one_sentence_is_ingested_as_one(
    cases: tuple[Case, ...], articles: Mapping[str, Article]
) -> None:
    for case in cases:
        for wanted in (w for w in case.expect.wanted if not set(".?!") & set(w.text[:-1])):
            article = articles[wanted.article]
            sentences = [" ".join(fold(s.of(article.text))) for p in article.passages for s in p.sentences]
            assert any(" ".join(fold(wanted.text)) in sentence for sentence in sentences), (case.id, wanted)


def test_every_article_is_asked_about(cases: tuple[Case, ...], articles: Mapping[str, Article]) -> None:
    assert {w.article for c in cases for w in c.expect.wanted} == set(articles)


def test_there_are_at_least_sixty_cases_and_three_of_every_kind(cases: tuple[Case, ...]) -> None:
    counts = Counter(c.kind for c in cases)
    assert len(cases) >= 60
    assert set(counts) == set(Kind)
    assert min(counts.values()) >= 3


def test_outlets_that_a_case_names_exist_and_hold_what_it_wants(
    cases: tuple[Case, ...], articles: Mapping[str, Article]
) -> None:
    for case in cases:
        if allowed := case.expect.outlets_only:
            wanted = {articles[w.article].metadata.outlet for w in case.expect.wanted}
            assert wanted <= set(allowed), case.id


def test_an_abstention_has_its_reason_and_wants_nothing(cases: tuple[Case, ...]) -> None:
    for case in cases:
        assert case.expect.abstains == (case.expect.reason is not None), case.id
        assert case.expect.abstains == (not case.expect.wanted), case.id


def test_follow_ups_have_a_history_and_only_they(cases: tuple[Case, ...]) -> None:
    assert {c.id for c in cases if c.history} == {c.id for c in cases if c.kind is Kind.FOLLOWUP}


def test_the_pdf_and_word_articles_are_those_that_the_script_sets(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(TOOL), str(tmp_path)], check=True)
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    held = {file.name: file.read_bytes() for file in ARTICLES.iterdir() if file.suffix in (".pdf", ".docx")}
    assert made.keys() == held.keys()
    assert [name for name in made if made[name] != held[name]] == []
