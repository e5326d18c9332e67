"""Bylines that name the outlet and the date too, as newcomers write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import byline

BODY = """
The bridge over the river was closed on Monday after engineers found cracks in two of its pillars, the mayor said.

Nobody was hurt, said the mayor, who had warned of cracks in the pillars for years and was not heard.
"""
HANNA = ("Hanna Ostrow", "The Vellin Times", date(2024, 5, 3))


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("*By Hanna Ostrow, The Vellin Times, 3 May 2024*", HANNA),
        ("**By Hanna Ostrow, The Vellin Times, May 3, 2024**", HANNA),
        ("By Hanna Ostrow | The Vellin Times | 2024-05-03", HANNA),
        ("**By Hanna Ostrow** | *The Vellin Times* | 3 May 2024", HANNA),
        ("By Hanna Ostrow for The Vellin Times, 3 May 2024", HANNA),
        ("By Hanna Ostrow, Health Correspondent, The Vellin Times, 3 May 2024", HANNA),
        ("By Hanna Ostrow, The Plain Hammer, 3 May 2024", ("Hanna Ostrow", "The Plain Hammer", date(2024, 5, 3))),
        ("By Hanna Ostrow, Vellin, 3 May 2024", ("Hanna Ostrow", None, date(2024, 5, 3))),
        ("By Hanna Ostrow, News Editor, 3 May 2024", ("Hanna Ostrow", None, date(2024, 5, 3))),
        ("By Hanna Ostrow, 3 May 2024", ("Hanna Ostrow", None, date(2024, 5, 3))),
        ("By Reuters, The Vellin Times, 3 May 2024", (None, "The Vellin Times", date(2024, 5, 3))),
        ("By staff, The Vellin Times, 3 May 2024", (None, "The Vellin Times", date(2024, 5, 3))),
        ("By The Vellin Times, 3 May 2024", (None, "The Vellin Times", date(2024, 5, 3))),
    ],
)
def test_a_byline_with_outlet_and_date_says_all_three(tmp_path, read_here, quotable, line, known, suffix):
    file = tmp_path / f"story{suffix}"
    file.write_text(f"# Bridge closed at Vellin as cracks are found\n\n{line}\n{BODY}")
    article = read_here(file)
    assert (article.metadata.author, article.metadata.outlet, article.metadata.published) == known
    assert not any("3 May" in sentence or "Ostrow" in sentence for sentence in quotable(article))


def test_a_byline_marked_as_emphasis_in_a_plain_text_is_read_too(tmp_path, read_here):
    (tmp_path / "story.txt").write_text(
        f"Bridge closed at Vellin as cracks are found\n\n*By Hanna Ostrow, The Vellin Times, 3 May 2024*\n{BODY}"
    )
    known = read_here(tmp_path / "story.txt").metadata
    assert (known.author, known.outlet, known.published) == HANNA


PARTS = st.sampled_from(
    [
        "By",
        "Hanna Ostrow",
        "The Vellin Times",
        "Vellin",
        "Reuters",
        "staff",
        "News Editor",
        "for",
        "and",
        "*",
        "3 May 2024",
    ]
)


@given(st.lists(PARTS, max_size=6), st.sampled_from([", ", " | ", " ", " - "]))
def test_no_name_begins_with_by(parts, separator):
    line = "By " + separator.join(parts)
    stamp = byline.dateline_of(line)
    names = [byline.author_of(line), stamp.name if stamp else None]
    assert not any(name.lower().startswith("by ") for name in names if name)


def test_a_time_that_begins_with_by_is_no_byline():
    assert byline.dateline_of("By Friday, 3 May 2024") is None
    assert byline.dateline_of("By the evening of 3 May 2024") is None


def test_the_by_in_metadata_csv_is_no_part_of_a_name(tmp_path, ingest):
    (tmp_path / "story.txt").write_text(BODY)
    (tmp_path / "metadata.csv").write_text("file,author,outlet\nstory.txt,By Hanna Ostrow,The Vellin Times\n")
    known = ingest(tmp_path)["story.txt"].metadata
    assert (known.author, known.outlet) == HANNA[:2]
