"""Front matter: read as markup's facts, never stored as text; what is none stays text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus import Provenance
from ingest.limits import Limits
from ingest.readers import front, markdown

BODY = """
The bridge over the river was closed on Monday after engineers found cracks in two of its pillars, the mayor said.

Nobody was hurt, said the mayor, who had warned of cracks in the pillars for years and was not heard.
"""
FULL = """---
title: "Bridge closed: cracks found"
author: Hanna Ostrow  # our reporter
publisher: 'The Vellin Times'
date: 2024-05-03T10:00:00Z
source: https://vellin.example/bridge
lang: en-GB
tags:
  - bridges
  - cracks
layout: post
---
"""


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_front_matter_is_known_of_the_article_and_is_no_text_of_it(tmp_path, read_here, suffix):
    file = tmp_path / f"story{suffix}"
    file.write_text(FULL + BODY)
    article = read_here(file)
    known = article.metadata
    assert (known.title, known.author, known.outlet) == (
        "Bridge closed: cracks found", "Hanna Ostrow", "The Vellin Times",
    )  # fmt: skip
    assert (known.published, known.url, known.language) == (date(2024, 5, 3), "https://vellin.example/bridge", "en")
    assert known.source_of("outlet") is Provenance.MARKUP
    assert article.text == BODY.strip()


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        ("authors: [Hanna Ostrow, Jan Smit]", "Hanna Ostrow and Jan Smit"),
        ("authors:\n- Hanna Ostrow\n- Jan Smit", "Hanna Ostrow and Jan Smit"),
        ("author: By Hanna Ostrow", "Hanna Ostrow"),
        ("Author : Hanna Ostrow", "Hanna Ostrow"),
        ("author: admin", None),
        ("title:\nauthor:", None),
    ],
)
def test_authors_are_judged_as_those_of_a_page(tmp_path, read_here, lines, author):
    (tmp_path / "story.md").write_text(f"---\n{lines}\n---\n{BODY}")
    article = read_here(tmp_path / "story.md")
    assert article.metadata.author == author
    assert article.text == BODY.strip()


def test_a_source_is_an_outlet_unless_it_is_an_address():
    assert front.split("---\nsource: The Vellin Times\n---\n")[0].outlet == "The Vellin Times"
    facts, _ = front.split("---\nsource: https://vellin.example/\n---\n")
    assert (facts.outlet, facts.url) == (None, "https://vellin.example/")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('"Bridge: closed" # draft', "Bridge: closed"),
        ("Mayor's bridge #2 # draft", "Mayor's bridge"),
        ('"Closed", says mayor', '"Closed", says mayor'),
        ("C#", "C#"),
    ],
)
def test_quotes_around_a_value_and_comments_behind_it_go(written, title):
    assert front.split(f"---\ntitle: {written}\n---\n")[0].title == title


def test_a_date_that_cannot_be_is_flagged(tmp_path, read_here):
    (tmp_path / "story.md").write_text(f"---\ntitle: Bridge closed\ndate: soon\n---\n{BODY}")
    article = read_here(tmp_path / "story.md")
    assert article.metadata.published is None
    assert [warning.code for warning in article.warnings] == ["bad-date"]


@pytest.mark.parametrize(
    "text",
    [
        "---\nThe mayor spoke.\n---\nNobody listened.\n",
        "---\nNote: the mayor spoke.\n---\nNobody listened.\n",
        "---\ntitle: never closed\n\nNobody listened.\n",
        "---\ntitle: a list\nof words that are none\n---\n",
        "---\n" + "title: much\n" * 101 + "---\nNobody listened.\n",
        "---\ntitle: " + "long " * 2000 + "\n---\nNobody listened.\n",
        "Nobody listened.\n---\ntitle: too late\n---\n",
        "---",
        "",
    ],
)
def test_what_is_no_front_matter_stays_text(text):
    facts, rest = front.split(text)
    assert (facts, rest) == (front.Facts(), text)


def test_windows_line_ends_and_a_byte_order_mark_hide_no_front_matter():
    data = b"\xef\xbb\xbf" + (FULL + BODY).replace("\n", "\r\n").encode()
    assert markdown.looks_like(data)
    assert markdown.read(data, Limits()).facts.outlet == "The Vellin Times"


@given(st.lists(st.sampled_from("---|title: a|title:|- x|  y|# z|...|author: [b, c]|words|: |'|\"|[]".split("|"))))
def test_whatever_it_holds_the_text_after_it_is_whole(lines):
    text = "\n".join(lines)
    facts, rest = front.split(text)
    assert text.endswith(rest)
    assert rest == text or text.lstrip().startswith("---\n")
    assert facts == front.Facts() or rest != text
