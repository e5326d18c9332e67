import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.answer import Abstention, Answer, Guess, Reason, Statement, Status
from app.draft import Draft, DraftStatement
from app.guard import guard
from app.inert import escape, quoted, unescaped
from app.json_form import to_json
from app.outlets import outlets_in_words
from app.proposition import Form, Proposition, Standing
from app.render import to_markdown
from index.scope import Scope
from ingest.corpus import FirstPublication, Force, Speaker, SpeakerKind
from tests.app.builders import catalogued, evidence
from tests.attributions import attribution

TEXT = "The dam broke at dawn. Nobody was warned."


def answer_of(text, *spans, said=(), **article):
    items = evidence(text, *spans, article=catalogued(**article), said=said)
    drafted = Draft(tuple(DraftStatement((item.number,)) for item in items))
    return Answer("who knew?", Scope(), guard(drafted, items, Scope(), 8).statements)


def test_an_answer_names_the_source_then_quotes_then_says_the_standing():
    assert to_markdown(answer_of(TEXT, (0, 22))) == (
        "**The Daily Harbour** (Ann Verrel, 9 Mar 2024) writes: “The dam broke at dawn.” [1]\n\n"
        "*Asserted in one article; no finding on record.*\n\n"
        "[1] The Daily Harbour (Ann Verrel, 9 Mar 2024), “Dam gives way”, dam.txt"
    )


A_CLERK = Speaker("a clerk", SpeakerKind.UNNAMED)
NESTED = "Tidewire reported that a clerk had told it the gate stood open. It was never shut, the clerk added."
WIRE = attribution(NESTED, "Tidewire", "reported", "a clerk had told it the gate stood open", speaker="Tidewire")
CLERK = attribution(NESTED, "a clerk", "told", "the gate stood open", speaker=A_CLERK, within=0)
ADDED = attribution(NESTED, "the clerk", "added", "It was never shut", speaker=A_CLERK)


def test_who_speaks_comes_first_then_who_reports_it_inner_to_outer():
    shown = to_markdown(answer_of(NESTED, (0, 63), said=(WIRE, CLERK)))
    assert shown.startswith(
        "**“a clerk”**, as reported by Tidewire, as reported by The Daily Harbour (Ann Verrel, 9 Mar 2024), said: “Tide"
    )


def test_a_name_is_shown_bare_and_a_description_in_the_articles_own_marks():
    text = "It broke, she said."
    for speaker, shown in ((A_CLERK, "**“a clerk”**,"), (Speaker("the Gull", SpeakerKind.BODY), "**The Gull**,")):
        said = attribution(text, "she", "said", "It broke", speaker=speaker)
        assert to_markdown(answer_of(text, (0, 19), said=(said,))).startswith(shown)


def test_after_another_statement_of_the_article_the_chain_is_whole_and_the_credit_is_not_repeated():
    shown = to_markdown(answer_of(NESTED, (0, 63), (64, 99), said=(WIRE, CLERK, ADDED)))
    assert "**“a clerk”**, as reported by The Daily Harbour, said: “It was never shut" in shown


def test_the_same_speaker_again_also_says():
    text = "It was never shut, the clerk said. Rain fell. Nobody came, she added."
    first = attribution(text, "the clerk", "said", "It was never shut", speaker=A_CLERK)
    again = attribution(text, "she", "added", "Nobody came", speaker=A_CLERK)
    shown = to_markdown(answer_of(text, (0, 34), (46, 68), said=(first, again)))
    assert "**“a clerk”**, as reported by The Daily Harbour, also said: “Nobody came" in shown


@pytest.mark.parametrize("address", ["tips@evil.example.com", "mailto:a@b.co", "evil.example.com/x", "www.evil.org"])
def test_no_address_in_an_article_becomes_a_link(address):
    html = MarkdownIt("gfm-like").render(f"x {quoted(f'Mail {address} now')} x")
    assert "<a" not in html


def test_characters_that_turn_others_round_or_end_our_quotation_are_not_shown():
    assert quoted("safe \u202egnip\u200b ❞ said") == "“safe gnip ’ said”"


def test_the_json_form_has_the_whole_chain_outermost_first():
    (statement,) = to_json(answer_of(NESTED, (0, 63), said=(WIRE, CLERK)))["statements"]
    assert statement["attribution"] == [
        {"name": "The Daily Harbour", "role": "outlet", "cue": None},
        {"name": "Ann Verrel", "role": "author", "cue": None},
        {"name": "Tidewire", "role": "speaker", "cue": "reported"},
        {"name": "a clerk", "role": "speaker", "cue": "told"},
    ]


@pytest.mark.parametrize(
    ("text", "span", "how"),
    [
        ("“It broke,” she said.", (0, 21), "quoted by"),
        ('"It broke," she said.', (0, 21), "quoted by"),
        ("''It broke,'' she said.", (0, 23), "quoted by"),
        ("‘It broke’, she said.", (0, 21), "quoted by"),
        ("It broke. It wasn't rain, she said.", (10, 35), "as reported by"),
        ("It broke, she said.", (0, 19), "as reported by"),
        ("It broke. It broke at dawn, she said.", (0, 9), "quoted by"),
    ],
)
def test_a_speakers_own_words_are_told_from_what_a_writer_makes_of_them(text, span, how):
    said = attribution(text, "she", "said", text[: text.index("she")].strip(", "), speaker="Ida Moor")
    assert f"**Ida Moor**, {how} The Daily Harbour (" in to_markdown(answer_of(text, span, said=(said,)))


def test_who_is_only_talked_about_beside_others_is_said():
    answer = replace(answer_of(TEXT, (0, 22)), never_quoted=("Jo Bell",))
    assert to_markdown(answer).startswith("No article here is by or quotes “Jo Bell”.")


def test_a_name_of_a_speaker_is_never_markup():
    text = "It broke, she said."
    said = attribution(text, "she", "said", "It broke", speaker="**[Ida](https://evil.example)**")
    html = MarkdownIt("gfm-like").render(to_markdown(answer_of(text, (0, 19), said=(said,))))
    assert "<a" not in html
    assert html.count("<strong>") == 1


def test_first_publication_is_part_of_the_credit():
    first = FirstPublication("Upland Review", date(2023, 12, 1))
    shown = to_markdown(answer_of(TEXT, (0, 22), first=first))
    assert "(Ann Verrel, 9 Mar 2024; first published by Upland Review, 1 Dec 2023)" in shown


def test_an_unknown_outlet_is_named_by_its_file():
    shown = to_markdown(answer_of(TEXT, (0, 22), outlet=None, author=None, published=None))
    assert shown.startswith("**An unnamed outlet (dam.txt)** (undated) writes:")


def test_a_sentence_goes_on_with_an_unknown_outlet_in_lower_case():
    text = "It broke, she said."
    said = attribution(text, "she", "said", "It broke", speaker="Ida Moor")
    shown = to_markdown(answer_of(text, (0, 19), said=(said,), outlet=None))
    assert "as reported by an unnamed outlet (dam.txt)" in shown
    assert "[1] An unnamed outlet (dam.txt)" in shown


@pytest.mark.parametrize(
    ("outlets", "told"),
    [
        (["Post"], "one outlet"),
        (["Post", "Star", "Post"], "2 outlets"),
        (["Post", None], "one outlet and an unnamed one"),
        (["Post", "Star", None, None], "2 outlets and unnamed ones"),
        ([None], "an unnamed outlet"),
        ([None, None], "unnamed outlets"),
    ],
)
def test_articles_without_an_outlet_are_never_counted_as_outlets(outlets, told):
    assert outlets_in_words([catalogued(outlet=outlet) for outlet in outlets]) == told


def of_the_mill(*said):
    text = "The mill denied any leak, and said that nobody had asked."
    denial = attribution(text, "The mill", "denied", "any leak", speaker="Lowe Mill", force=Force.DENIES)
    saying = attribution(text, "The mill", "said", "that nobody had asked", speaker="Lowe Mill")
    return answer_of(text, (0, len(text)), said=[{"denied": denial, "said": saying}[cue] for cue in said])


def test_a_denial_is_not_told_as_an_assertion():
    text = "The mill denied any leak."
    said = attribution(text, "The mill", "denied", "any leak", speaker="Lowe Mill", force=Force.DENIES)
    answer = answer_of(text, (0, len(text)), said=(said,))
    assert "denied: “" in to_markdown(answer)
    assert "*Quoted from one article as a denial; no finding on record.*" in to_markdown(answer)
    assert to_json(answer)["statements"][0]["force"] == "denies"


def test_who_denies_one_thing_and_says_another_in_one_sentence_is_said_to_do_both():
    assert "denied and said: “" in to_markdown(of_the_mill("said", "denied"))
    assert " said: “" in to_markdown(of_the_mill("said"))


def test_what_is_quoted_about_a_question_is_not_said_to_assert_what_it_asks():
    issue = Proposition("did it break", Form.OPEN, Standing.NOT_ESTABLISHED)
    shown = to_markdown(replace(answer_of(TEXT, (0, 22)), at_issue=issue))
    assert "*Quoted from one article as an assertion; no finding on record.*" in shown


def test_an_article_cannot_end_our_quotation():
    breakout = "It broke” [1]; it is established that he did it, “they say."
    shown = to_markdown(answer_of(breakout, (0, len(breakout)), title=breakout))
    for part in re.findall("“[^“”]*”", shown):
        shown = shown.replace(part, "")
    assert "established" not in shown
    assert "“" not in shown
    assert "”" not in shown


def test_the_json_form_keeps_the_marks_of_a_quote():
    words = "He wrote “thank you”."
    (statement,) = to_json(answer_of(words, (0, len(words))))["statements"]
    assert statement["citations"][0]["quote"] == words
    assert "“He wrote ‘thank you’.”" in statement["text"]


def test_paragraphs_of_a_quote_do_not_run_together():
    assert "writes: “It broke.” “Nobody knew.” [1]" in to_markdown(answer_of("It broke.\n\nNobody knew.", (0, 23)))


def test_a_scope_of_a_speaker_is_said_as_one():
    outcome = Abstention("q", Scope(speakers=("Osric Fenn",)), Reason.SOURCE_SILENT, "the strike")
    shown = to_markdown(outcome)
    assert shown.startswith("Only speaker Osric Fenn.")
    assert "Osric Fenn is in this library, but nothing there addresses “the strike”." in shown


def test_whoever_is_talked_about_and_never_quoted_is_told_from_a_stranger():
    talked = Abstention("q", Scope(), Reason.NO_SUCH_SOURCE, "Jo Bell", (catalogued(),), never_quoted=True)
    stranger = Abstention("q", Scope(), Reason.NO_SUCH_SOURCE, "Jo Bell", (catalogued(),))
    assert "Articles here speak of “Jo Bell”, but none is by that source or quotes it." in to_markdown(talked)
    assert "Where others speak of it:" in to_markdown(talked)
    assert "speak of" not in to_markdown(stranger)


def test_the_scope_that_was_kept_to_stands_above_the_answer():
    scope = Scope(outlets=("The Vale Star",), before=date(2024, 1, 1))
    outcome = Abstention("q", scope, Reason.SOURCE_SILENT, "the strike")
    assert to_markdown(outcome).startswith("Only outlet The Vale Star, until 1 Jan 2024.")


def test_citations_of_one_article_share_a_line_in_the_list_of_sources():
    shown = to_markdown(answer_of("One here. And more words. Two here.", (0, 9), (26, 35)))
    assert "\n\n[1] [2] The Daily Harbour (Ann Verrel, 9 Mar 2024), “Dam gives way”, dam.txt" in shown


def test_a_guess_is_said_before_the_answer():
    outcome = Abstention("q", Scope(), Reason.NO_SUCH_SOURCE, "Habour", guesses=(Guess("Habour", "The Daily Harbour"),))
    assert to_markdown(outcome).startswith("Took “Habour” to be The Daily Harbour.")


@pytest.mark.parametrize("reason", list(Reason))
def test_an_abstention_says_why_and_what_is_nearest(reason):
    shown = to_markdown(Abstention("q", Scope(outlets=("The Vale Star",)), reason, "the strike", (catalogued(),)))
    assert "“the strike”" in shown
    assert "**" not in shown
    assert "Nearest in this library" in shown
    assert "“Dam gives way”" in shown


HOSTILE = [
    "See [here](https://evil.example/x) now.",
    "![pixel](https://evil.example/p.png)",
    "<img src=x onerror=alert(1)> <script>alert(2)</script>",
    "**established** by `code` and ~~gone~~ _this_ [1] [2]: x",
    "Go to https://evil.example or www.evil.example now &amp; &lt;b&gt;",
    "a | b\n---|---\n# Heading\n> quote\n- list\n1. one",
    "[1]: https://evil.example\n\n[1]",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_an_article_are_never_markup_or_links(words):
    html = MarkdownIt("gfm-like").render(to_markdown(answer_of(words, (0, len(words)), title=words, author=words)))
    assert not re.search(r"<(?!/?(?:p|strong|em|br)\b)", html)
    assert html.count("<strong>") == 1
    assert html.count("<em>") == 1


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"]), max_size=80)
    | st.text("_*[]a0 `<>&;\\", max_size=30)
)
@example("__0__")
@example("a_b __c__ _d_")
def test_escaped_words_read_the_same_once_rendered(words):
    from html import unescape

    html = MarkdownIt("commonmark").render("x " + escape(words) + " x")
    assert " ".join(unescape(re.sub(r"</?p>", "", html)).split()) == " ".join(f"x {words} x".split())


def test_the_json_form_has_the_contracts_keys_in_order():
    form = to_json(answer_of(TEXT, (0, 22)))
    keys = (
        "question outcome reason scope premise statements findings composer objections guesses fallback text timings_ms"
    )
    assert list(form) == keys.split()
    (statement,) = form["statements"]
    assert list(statement) == "text status origins attribution citations finding".split()
    (citation,) = statement["citations"]
    assert list(citation) == "number article file title outlet author published start end quote flags also_in".split()
    assert citation["quote"] == TEXT[citation["start"] : citation["end"]]


def test_an_abstention_has_no_statements_in_json():
    form = to_json(Abstention("q", Scope(), Reason.NOT_IN_LIBRARY, "the strike"))
    assert (form["outcome"], form["reason"], form["statements"]) == ("abstained", "not_in_library", [])


def test_only_a_statement_about_the_library_stands_without_a_citation():
    assert Statement((), (), Status.LIBRARY, note="16 articles.")
    with pytest.raises(ValueError, match="citation"):
        Statement((), (), Status.ASSERTED)
    statement = answer_of(TEXT, (0, 22)).statements[0]
    with pytest.raises(ValueError, match="finding on record"):
        Statement(statement.attribution, statement.citations, Status.ESTABLISHED)


@given(st.text(alphabet="\\\\`*[]<>~|_&:@./abc ", max_size=40))
def test_plain_text_has_the_exact_characters_of_what_was_escaped(words):
    assert unescaped(escape(words)) == " ".join(words.split())
