"""What pages leave around articles, invented after the habits of many sites; and what only looks like it."""

from datetime import date

import pytest

from ingest.corpus import FirstPublication

STORY = [
    "The bridge over the river was closed on Monday after engineers found cracks in two of its pillars.",
    "It will stay closed for at least six weeks, the mayor said.",
    "Buses will take another way until then.",
]


@pytest.fixture
def article(tmp_path, read_here):
    def run(*lines: str, name="page.txt"):
        (tmp_path / name).write_text("\n\n".join(lines), "utf-8")
        return read_here(tmp_path / name)

    return run


HEADLINE = "Bridge Over the Lonne Closed for Weeks"
ABOVE = [
    "Menu",
    "Skip to main content",
    "Jump to navigation",
    "Home",
    "World | Politics | Sport",
    "Sign in or register",
    "Search",
    "Subscribe now",
    "Advertisement",
    "Share this article",
    "Facebook Twitter WhatsApp",
    "3 min read",
    "Photo: The Example/AFP",
    "[Middle East](/x) [Africa](/y)",
    "Topics: Bridges, Rivers",
    "We use cookies to improve your experience on this site.",
]
BELOW = [
    "Back to top",
    "Related Articles",
    "Read more",
    "Leave a Reply",
    "Your email address will not be published.",
    "Required fields are marked *",
    "12 Comments",
    "Previous Next",
    "Tags: bridge, river",
    "Filed under: News",
    "You have successfully subscribed to our list.",
    "Something went wrong. Please try again later.",
    "© 2019 The Example. All rights reserved.",
    "Copyright 2019 by The Example",
    "Terms of Use",
    "Privacy Policy",
    "Follow us on Twitter",
    "Like us on Facebook to read more of our stories.",
    "Sign up for our daily newsletter here.",
    "If you enjoyed this article, please consider a donation to keep us going.",
    "For press inquiries: press@example.org",
    "The views expressed in this article are the author's own and do not reflect those of The Example.",
    "This site contains copyrighted material that is made available under the provisions of fair use for research.",
    "You can unsubscribe at any time. See our privacy policy for how we handle your data.",
    "This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.",
    "(Reporting by Jane Roe; Editing by John Doe)",
    "Image credit: Flickr",
    "Republish this article for free under our licence.",
]


@pytest.mark.parametrize("line", ABOVE)
def test_a_line_above_the_article_is_not_of_it(article, quotable, line):
    found = article(line, HEADLINE, "By Jane Roe", *STORY)
    assert quotable(found) == STORY
    assert (found.metadata.title, found.metadata.author) == (HEADLINE, "Jane Roe")


@pytest.mark.parametrize("line", BELOW)
def test_a_line_below_the_article_is_not_of_it(article, quotable, line):
    found = article(HEADLINE, *STORY, line)
    assert quotable(found) == STORY
    assert line.split()[0].strip("*[") in found.text, "it stays in the stored text"


def test_everything_a_page_leaves_at_once_is_told_from_the_article(article, quotable):
    found = article(*ABOVE, HEADLINE, *STORY, *BELOW)
    assert quotable(found) == STORY


def test_headlines_of_other_articles_below_the_end_are_not_of_this_one(article, quotable):
    others = ["Mayor Visits School in the Valley", "Trains to Run Every Hour From May", "Latest News:"]
    assert quotable(article(HEADLINE, *STORY, *others, "Subscribe")) == STORY


LOOK_ALIKES = [
    "The company changed its privacy policy on Monday, and users were told that they can unsubscribe at any time.",
    "He said the fair use of copyrighted material was at the heart of the case before the court.",
    "“Follow us on Twitter and you will see,” the minister told reporters on Tuesday.",
    "The newspaper asked readers to support independent journalism with a donation, its editor said.",
    "Facebook and Twitter were blocked on Sunday, the watchdog said.",
    "The article was published in The Lancet on Tuesday and caused a storm.",
    "Watch makers in Geneva fear for their trade.",
    "Image-conscious politicians stayed away from the hearing.",
    "Next to nothing remained of the village by Tuesday evening.",
    "Region after region fell to the rebels that summer.",
    "Share prices fell.",
    "Home is where they want to be.",
    "Menus were printed in three languages.",
    "By Tuesday the water had gone.",
    "By all accounts the mayor knew.",
    "The disclaimer on the form did not protect the company, the judge found.",
]


@pytest.mark.parametrize("sentence", LOOK_ALIKES)
def test_a_sentence_that_only_sounds_like_a_page_stays_in_the_article(article, quotable, sentence):
    assert quotable(article(HEADLINE, *STORY, sentence, *STORY)) == [*STORY, sentence, *STORY]


# Above the first sentence that is beyond doubt, these cannot be told from a page's notices.
NOTICES = ("privacy policy", "copyrighted", "Follow us", "donation")


@pytest.mark.parametrize("sentence", [s for s in LOOK_ALIKES if not any(words in s for words in NOTICES)])
def test_and_so_it_does_as_the_first_sentence_of_plain_prose(article, quotable, sentence):
    assert sentence in quotable(article(HEADLINE, sentence, *STORY))


def test_a_byline_below_the_deck_is_read(article, quotable):
    found = article(HEADLINE, STORY[0], "By Jane Roe and Ali Khan", "3 May 2019", *STORY[1:])
    assert (found.metadata.author, found.metadata.published) == ("Jane Roe and Ali Khan", date(2019, 5, 3))
    assert quotable(found) == STORY


def test_the_dates_of_a_chronicle_do_not_date_the_article(article):
    days = [line for day in range(1, 9) for line in (f"{day} May 2016", *STORY)]
    assert article(HEADLINE, *STORY, *STORY, *days).metadata.published is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("BY JANE ROE", "Jane Roe"),
        ("By [Jane Roe](https://example.org/roe)", "Jane Roe"),
        ("Written by Jane Roe, The Example", "Jane Roe"),
        ("By Jane Roe in Ostrane", "Jane Roe"),
        ("By Jane van der Roe | May 3, 2019", "Jane van der Roe"),
        ("By Jane Roe, Ali Khan and Jo Bell", "Jane Roe, Ali Khan and Jo Bell"),
        ("Author: Jane Roe", "Jane Roe"),
        ("Posted on May 3, 2019 by Jane Roe", "Jane Roe"),
        ("By Staff", None),
        ("By admin", None),
        ("By The Editors", None),
        ("By 2019", None),
        ("By Reuters", None),
    ],
)
def test_a_byline_names_people_and_nobody_else(article, line, author):
    assert article(HEADLINE, line, *STORY, name="page.md").metadata.author == author


@pytest.mark.parametrize("sign", ["—", "–", "--", "— "])
def test_a_sign_off_names_the_author(article, sign):
    assert article(HEADLINE, *STORY, f"{sign} Jane Roe").metadata.author == "Jane Roe"


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        (["Valley Herald, May 3, 2019"], "Valley Herald"),
        (["Ostrane, May 3, 2019"], None),
        (["OSTRANE — May 3, 2019"], None),
        (["Lonne Research, May 3, 2019", "Become a Member of Lonne Research"], "Lonne Research"),
    ],
)
def test_a_name_before_a_date_is_an_outlet_only_with_evidence(article, lines, outlet):
    known = article(HEADLINE, lines[0], *STORY, *lines[1:]).metadata
    assert (known.outlet, known.published) == (outlet, date(2019, 5, 3))


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("3 May 2019", date(2019, 5, 3)),
        ("Published: May 3, 2019, 5:30 p.m.", date(2019, 5, 3)),
        ("Posted on Friday, May 3, 2019", date(2019, 5, 3)),
        ("Updated May 3, 2019", None),
        ("Last modified on 3 May 2019", None),
    ],
)
def test_a_time_stamp_dates_the_article_unless_it_is_of_a_change(article, quotable, line, published):
    found = article(HEADLINE, line, *STORY)
    assert found.metadata.published == published
    assert quotable(found) == STORY


def test_a_second_dateline_is_of_the_first_publication(article):
    known = article(HEADLINE, "Valley Herald, May 3, 2019", "21st Century Bell 27 April 2019", *STORY).metadata
    assert (known.outlet, known.published) == ("Valley Herald", date(2019, 5, 3))
    assert known.first_published == FirstPublication("21st Century Bell", date(2019, 4, 27))


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2019 Lonne Star. All rights reserved.", "Lonne Star"),
        ("Lonne Star will use the information you provide to send you marketing.", "Lonne Star"),
        ("Comment on Lonne Star articles on our Facebook page", "Lonne Star"),
        ("All rights reserved.", None),
        ("We will use the information you provide.", None),
    ],
)
def test_a_page_that_names_itself_names_its_outlet(article, line, outlet):
    assert article(HEADLINE, *STORY, line).metadata.outlet == outlet


@pytest.mark.parametrize(
    ("line", "first"),
    [
        (
            "This article first appeared in The Hill Bell on 27 April 2019.",
            FirstPublication("The Hill Bell", date(2019, 4, 27)),
        ),
        ("Originally published by Hill Bell, April 27, 2019", FirstPublication("Hill Bell", date(2019, 4, 27))),
        ("The original source of this article is Hill Bell", FirstPublication("Hill Bell", None)),
        ("Republished from Hill Bell under a licence.", FirstPublication("Hill Bell", None)),
        ("Copyright © Jane Roe, Hill Bell, 2019", FirstPublication("Hill Bell", None)),
        ("The original source of this article is Valley Herald", None),
        ("This article first appeared on VH in May 2019.", None),
        ("This article first appeared in print on page 3.", None),
    ],
)
def test_a_first_publication_is_taken_from_the_line_that_says_so(article, line, first):
    assert article(HEADLINE, "Valley Herald, May 3, 2019", *STORY, line).metadata.first_published == first


@pytest.mark.parametrize(
    ("line", "wire"),
    [
        ("OSTRANE (AP) — The bridge was closed on Monday, officials said.", "AP"),
        ("OSTRANE, May 3 (Reuters) - The bridge was closed on Monday, officials said.", "Reuters"),
        ("(AFP) – The bridge was closed on Monday, officials said.", "AFP"),
        ("The bridge (AP) was closed on Monday, officials said.", None),
    ],
)
def test_the_wire_is_read_from_the_dateline(article, line, wire):
    assert article(HEADLINE, line, *STORY).metadata.wire == wire


def test_a_text_of_nothing_but_prose_has_no_headline_and_loses_nothing(article, quotable):
    found = article(*STORY)
    assert found.metadata.title is None
    assert quotable(found) == STORY


def test_a_headline_that_is_a_sentence_can_be_quoted_and_one_that_is_not_cannot(article, quotable):
    assert quotable(article("Is the Bridge Over the Lonne Safe?", *STORY))[0] == "Is the Bridge Over the Lonne Safe?"
    assert quotable(article(HEADLINE, *STORY))[0] == STORY[0]
