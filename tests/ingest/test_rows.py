"""What a metadata.csv gets wrong is told with its line, and the rest of it counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import rows
from ingest.corpus import FIELDS
from ingest.pipeline import find, survey
from ingest.tables import Row, Table

STORY = "The bridge over the river was closed on Monday after engineers found cracks in two of its pillars.\n"


@pytest.fixture
def folder(tmp_path):
    """A folder of two stories; the test writes its table."""
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY)
    return tmp_path


def table(folder, text):
    (folder / "metadata.csv").write_text(text, encoding="utf-8")


def test_columns_that_nobody_reads_are_told_once_with_what_was_meant(folder):
    table(folder, "file,autor,tags,date\na.txt,Jane Roe,x,2024-05-03\nb.txt,Jane Roe,y,2024-05-03\n")
    ((where, warning),) = survey([folder]).warnings
    assert (where, warning.code) == ("metadata.csv, line 1", "unknown-column")
    assert warning.detail == (
        "'autor' (did you mean author?), 'tags', 'date' (did you mean published?) are no columns that are read; "
        "these are: file, title, outlet, author, published, url, wire, language"
    )


def test_columns_that_are_read_are_not_told(folder):
    table(folder, ",".join(rows.COLUMNS) + "\na.txt\n")
    assert survey([folder]).warnings == ()


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("language", "klingon", "bad-language"),
        ("language", "xx", "bad-language"),
        ("url", "not a url", "bad-url"),
        ("url", "javascript:alert(1)", "bad-url"),
        ("url", "https://[", "bad-url"),
        ("published", "soon", "bad-date"),
        ("published", "03/04/2016", "ambiguous-date"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_its_line_and_left_out(folder, column, value, code):
    table(folder, f"file,outlet,{column}\na.txt,The Example,\nb.txt,The Example,{value}\n")
    first, second = find([folder])
    assert first.warnings == ()
    (warning,) = second.warnings
    assert (warning.code, column in second.row) == (code, False)
    assert warning.detail.startswith(f"metadata.csv, line 3: {value!r}")
    assert second.row["outlet"] == "The Example"


@pytest.mark.parametrize(
    ("column", "value", "kept"),
    [
        ("language", "en", "en"),
        ("language", " en-GB ", "en"),
        ("language", "ckb", "ckb"),
        ("url", "https://vellin.example/a?b=c#d", "https://vellin.example/a?b=c#d"),
        ("published", "3 May 2024", "3 May 2024"),
    ],
)
def test_a_value_that_can_be_is_kept(folder, column, value, kept):
    table(folder, f"file,{column}\na.txt,{value}\n")
    first, _ = find([folder])
    assert (first.row[column], first.warnings) == (kept, ())


def test_where_the_nearer_table_is_wrong_the_farther_counts(folder):
    (folder / "sub").mkdir()
    (folder / "sub" / "c.txt").write_text(STORY)
    table(folder, "file,published\nsub/c.txt,2024-05-03\n")
    table(folder / "sub", "file,published\nc.txt,soon\n")
    source = next(source for source in find([folder]) if source.name == "sub/c.txt")
    assert source.row["published"] == "2024-05-03"
    assert source.warnings[0].detail.startswith("sub/metadata.csv, line 2: ")


def test_what_is_wrong_is_no_reason_to_read_a_file_again(folder):
    table(folder, "file,tags,published\na.txt,x,soon\n")
    before = find([folder])[0].fingerprint
    table(folder, "file,tags,published\na.txt,y,later\n")
    assert find([folder])[0].fingerprint == before


def test_a_row_for_a_file_that_is_not_there_says_so_once_and_which_was_meant(folder):
    (folder / "the-bridge.txt").write_text(STORY)
    table(folder, "file,outlet\nthe-brigde.txt,The Example\n,Nameless\n")
    refused = {source.name: source.refusal for source in find([folder]) if source.refusal}
    assert refused == {
        "the-brigde.txt": (
            "missing",
            "there is no such file to add, but metadata.csv, line 2, names it (did you mean the-bridge.txt?): "
            "mend the name or remove the row",
        ),
        "metadata.csv, line 3": ("metadata-row", "names no file; fill in the column file, or remove the row"),
    }


@given(st.dictionaries(st.sampled_from([*rows.COLUMNS, "tags", ""]), st.text(max_size=30)))
def test_every_value_is_kept_or_told_of(tmp_path_factory, values):
    given_table = Table(tmp_path_factory.getbasetemp() / "metadata.csv", "metadata.csv", tuple(values), ())
    kept, warnings = rows.judged(given_table, Row(2, values))
    stated = [name for name in FIELDS if values.get(name, "").strip()]
    assert len([name for name in stated if name in kept]) + len(warnings) == len(stated) + ("" in values)
