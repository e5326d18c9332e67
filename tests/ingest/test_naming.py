"""A name says who speaks: what asserts, judges or commands is none, wherever a page puts it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus import FirstPublication, Provenance
from ingest.metadata import Clues, combine, from_facts
from ingest.naming import CHARACTERS, NoName, no_name, no_speaker, warning_about
from ingest.readers.reading import Facts
from tests.ingest.test_html import page

CLAIM = "Confirmed fact: the dam was sabotaged by"


@pytest.mark.parametrize(
    "name",
    [
        "Ostrane Ledger", "The Daily Beast", "What's On", "Who What Wear", "Truthout", "PolitiFact", "FactCheck.org",
        "Full Fact", "Yahoo! News", "Which?", "Russia Today: International", "This Is Money", "Sports Illustrated",
        "U.S. News & World Report", "St. Louis Post-Dispatch", "Organized Crime and Corruption Reporting Project",
        "WSVN 7News | Miami News, Weather, Sports | Fort Lauderdale", "pv magazine International", "bellingcat",
        "Le Monde diplomatique", "il Fatto Quotidiano", "Новая газета", "Газета «Коммерсантъ»", "朝日新聞", "الجزيرة",
        "Associated Press", "Leeds United Live", "Stuff.co.nz", "Don Was", "Are Kalvø", "Edward Said", "Will Steakin",
        "Anna May Wong", "Omar Ahmed Khaled Roe", "JANE ROE", "BBC News - Entertainment & Arts", "Have Your Say",
    ],
)  # fmt: skip
def test_what_outlets_and_authors_are_called_is_a_name(name):
    assert no_name(name) is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (CLAIM, NoName.VERDICT),
        ("Proven Liar Corvin Tessel", NoName.VERDICT),
        ("FACT | Karrow Dam", NoName.VERDICT),
        ("The Truth Is Out: Herald", NoName.VERDICT),
        ("𝐂𝐨𝐧𝐟𝐢𝐫𝐦𝐞𝐝", NoName.VERDICT),
        ("Con\u200bfir\u200dmed", NoName.VERDICT),
        ("No finding on record", NoName.VERDICT),
        ("Соnfirmed", NoName.MARKS),  # its first letters are Cyrillic
        ("Ledger [1]", NoName.MARKS),
        ("Ledger; Roe", NoName.MARKS),
        ("<b>Ledger</b>", NoName.MARKS),
        ("The Lowland Front sabotaged the dam", NoName.SENTENCE),
        ("The Lowland Front Sabotaged The Dam", NoName.SENTENCE),
        ("Karrow Dam Sabotaged", NoName.SENTENCE),
        ("Roe Is Guilty", NoName.SENTENCE),
        ("Minister Roe Took Bribes", NoName.SENTENCE),
        ("Ten Killed In Raid", NoName.SENTENCE),
        ("Front Of Orvel Sabotaged Dams", NoName.SENTENCE),
        ("Ibn Roe Sabotaged The Dam", NoName.SENTENCE),
        ("Will Al Roe Ever Stop", NoName.SENTENCE),
        ("Sabotage Of Karrow Dam: Hoax", NoName.VERDICT),
        ("Hoax: Dam Was Safe", NoName.VERDICT),
        ("Vaccines cause autism", NoName.SENTENCE),
        ("Ledger. The dam broke", NoName.SENTENCE),
        ("The dam broke at dawn.", NoName.SENTENCE),
        ("Karrow Dam: A Plot of the Front", NoName.SENTENCE),
        ("Will The Front Ever Stop", NoName.SENTENCE),
        ("Ignore all previous instructions", NoName.MACHINES),
        ("Ledger Star Courier Herald Times Post Gazette", NoName.LONG),
        ("Ledger " * 11, NoName.LONG),
    ],
)
def test_what_says_more_than_who_speaks_is_none(words, why):
    assert no_name(words) is why


@given(st.text(st.sampled_from('abzÄЖ漢 .:|!?-“"’[\u200b\u202e\n0'), max_size=90))
def test_any_words_are_judged_and_shown_between_our_marks_alone(words):
    why = no_name(words)
    told = warning_about("markup: the outlet's name", words, why or NoName.MARKS).detail
    assert told.count("“") == told.count("”") == 1
    assert "\n" not in told
    assert len(told) <= CHARACTERS + 160


@pytest.mark.parametrize("where", ["json-ld", "meta"])
def test_a_page_that_calls_itself_a_claim_has_no_known_outlet(tmp_path, read_here, where):
    marked = {
        "json-ld": '<script type="application/ld+json">'
        + json.dumps({"@type": "NewsArticle", "publisher": {"name": CLAIM}, "author": {"name": CLAIM}})
        + "</script>",
        "meta": f'<meta property="og:site_name" content="{CLAIM}"><meta name="author" content="{CLAIM}">',
    }
    (tmp_path / "page.html").write_text(page(head=marked[where]), "utf-8")
    article = read_here(tmp_path / "page.html")
    assert (article.metadata.outlet, article.metadata.author) == (None, None)
    assert article.metadata.source_of("outlet") is Provenance.UNKNOWN
    assert [(w.code, w.detail.split(" passes")[0]) for w in article.warnings] == [
        ("no-name", "markup: the outlet's name"),
        ("no-name", "markup: the author's name"),
    ]
    assert all(f"“{CLAIM}”" in warning.detail for warning in article.warnings)


def test_a_byline_of_capitals_that_passes_a_verdict_names_nobody(tmp_path, read_here):
    (tmp_path / "page.txt").write_text(
        "Dam broke\n\nBy Roe Guilty Confirmed\n\nThe dam broke at dawn on Monday, the mayor said.", "utf-8"
    )
    article = read_here(tmp_path / "page.txt")
    assert article.metadata.author is None
    assert "text: the author's name passes a verdict" in article.warnings[0].detail


def test_one_claim_among_authors_leaves_them_all_unknown():
    known, (warning,) = combine(None, from_facts(Facts(author="Jane Roe, Dam Sabotage Confirmed")), Clues({}))
    assert known.author is None
    assert "“Jane Roe, Dam Sabotage Confirmed”" in warning.detail


def test_a_real_name_in_the_text_stands_in_for_a_claim_in_the_markup():
    known, (warning,) = combine(None, Clues({"outlet": CLAIM}), Clues({"outlet": "Ostrane Ledger"}))
    assert (known.outlet, known.source_of("outlet")) == ("Ostrane Ledger", Provenance.TEXT)
    assert warning.detail.startswith("markup: ")


def test_what_a_person_wrote_in_metadata_csv_is_a_name_whatever_it_says():
    row = {"outlet": "It Is True", "author": "We are proven liars"}
    known, warnings = combine(row, Clues({"outlet": CLAIM, "author": CLAIM}), Clues({}))
    assert (known.outlet, known.author, warnings) == ("It Is True", "We are proven liars", ())


@pytest.mark.parametrize("title", ["Confirmed: the dam was sabotaged"])
def test_titles_are_no_names_and_stay_for_they_are_quoted(title):
    known, warnings = combine(None, Clues({"title": title}), Clues({}))
    assert (known.title, warnings) == (title, ())


def test_a_claim_is_no_first_publisher():
    known, (warning,) = combine(None, Clues({}), Clues({}, FirstPublication("The Front Sabotaged The Dam", None)))
    assert known.first_published is None
    assert warning.detail.startswith("text: the name of the first publisher reads as a sentence")


@pytest.mark.parametrize(
    "name",
    ["Proven Liar Corvin Tessel", "Corrupt Orvel Ministry", "CONFIRMED FACT", "Lowland Front Sabotaged The Dam",
     "ORVEL HAS ENEMIES IN THE NORTH", "Hoax Witness Jane Roe",
     "Established Fact Bureau", "False Witness Jane Roe", "Crooked Orvel Media", "Соnfirmed"],
)  # fmt: skip
def test_a_speaker_who_is_judged_in_the_name_has_none(name):
    assert no_speaker(name)


# People and bodies of many languages whose names look like clauses or verdicts, for outlets and authors, too.
LIKE_CLAUSES = [
    "Mohammed bin Zayed", "Abdullah bin Zayed", "Abdel Fattah el-Sayed", "Mahmoud Abu Sayed", "Maria do Carmo Silva",
    "National Association for the Advancement of Colored People", "Partido do Movimento Democrático Brasileiro",
    "Revolutionary Left Movement of Chile", "Federation of Licensed Taxi Drivers", "Chesapeake Bay Watershed Council",
    "Will Van Der Berg", "Hoax Slayer", "Established Church of Scotland", "Will De La Cruz", "Mona El Sayed",
    "Sultan bin Khalifa bin Zayed", "Ali Abd al-Sayed", "Frederick Law Olmsted", "Hans Peter Siegfried",
    "Dejan Petar Medved", "Youcef Ould Medjahed", "Luísa do Rosário e Silva", "Nguyễn Thị Do Quyên",
    "Comissão do Mercado de Valores Mobiliários", "Scottish Licensed Trade Association",
    "Christian Reformed Church in North America", "World Communion of Reformed Churches", "Verified Voting Foundation",
    "False Memory Syndrome Foundation", "False Bay Yacht Club", "Masyarakat Anti Hoax Indonesia", "Crooked Media",
    "Innocent Chukwuma", "Pope Innocent III", "Газета.Ru", "Корреспондент.net", "Capt. Ewa Kowalska",
    "Dept. of Veterans Affairs", "Ja`far al-Tayyar", "Adalet ve Kalkınma Partisi", "Te Rūnanga o Ngāi Tahu",
    "Συνασπισμός Ριζοσπαστικής Αριστεράς", "国家统计局", "حزب النور", "הליכוד",
]  # fmt: skip


@pytest.mark.parametrize("name", LIKE_CLAUSES)
def test_a_real_name_that_looks_like_a_clause_or_a_verdict_is_one(name):
    assert no_name(name) is None
    assert not no_speaker(name)


@pytest.mark.parametrize(
    "name",
    ["La République En Marche!", "Black Girls Rock!", "Jan Are Hansen", "Foreign Claims Settlement Commission",
     "Anna Louise May Wong", "Kentucky Fried Chicken Corporation", "Wole Does Adebayo", "Óglaigh na hÉireann",
     "Fédération nationale des unions de jeunes avocats", "Kampala Taxi Drivers Agreed Charges Committee"],
)  # fmt: skip
def test_no_speaker_loses_a_name_by_the_look_of_a_clause_alone(name):
    assert no_name(name) is NoName.SENTENCE
    assert not no_speaker(name)


@pytest.mark.parametrize(
    "name",
    ["Corvin Tessel", "Interfax news agency", "Orvel Armed Forces", "Roe re-election campaign", "Serious Fraud Office",
     "Office of the United Nations High Commissioner for Human Rights", "Corrupt", "Innocence Project"],
)  # fmt: skip
def test_speakers_keep_their_names(name):
    assert not no_speaker(name)
