"""Finding files and their rows of metadata.csv."""

import os
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from ingest.corpus import Article, Provenance
from ingest.errors import Rejected, UnusableInput
from ingest.pipeline import find, read

STORY = "The bridge over the river was closed on Monday after engineers found cracks in two of its pillars.\n"


def write(folder, **files):
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


def test_files_of_a_folder_come_sorted_and_named_from_it(tmp_path):
    write(tmp_path, b_txt=STORY, a_md=STORY, sub__c_html=STORY)
    assert [source.name for source in find([tmp_path])] == ["a.md", "b.txt", "sub/c.html"]
    assert all(source.path.is_absolute() for source in find([tmp_path]))


def test_a_single_file_goes_by_its_name_and_takes_its_row(tmp_path):
    write(tmp_path, a_txt=STORY, metadata_csv="file,outlet\na.txt,The Example\n")
    (source,) = find([tmp_path / "a.txt"])
    assert (source.name, source.row["outlet"]) == ("a.txt", "The Example")


def test_what_systems_and_editors_leave_is_passed_over_in_silence(tmp_path):
    for name in [".hidden.txt", ".DS_Store", "a.txt~", "~$a.docx", "a.txt.bak", "Thumbs.db", "metadata.csv"]:
        (tmp_path / name).write_text("file\n")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "notes.txt").write_text(STORY)
    assert find([tmp_path]) == ()


def test_a_file_of_another_kind_is_reported(tmp_path, ingest):
    write(tmp_path, a_txt=STORY, picture_png="x")
    outcomes = ingest(tmp_path)
    assert isinstance(outcomes["a.txt"], Article)
    assert outcomes["picture.png"].code == "unsupported"


def test_links_that_lead_out_or_in_circles_are_not_followed(tmp_path):
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    write(inside, a_txt=STORY)
    write(outside, secret_txt=STORY)
    (inside / "leak.txt").symlink_to(outside / "secret.txt")
    (inside / "leaks").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    assert [source.name for source in find([inside])] == ["a.txt"]


def test_a_file_given_twice_is_found_once(tmp_path):
    write(tmp_path, a_txt=STORY)
    assert len(find([tmp_path, tmp_path / "a.txt", tmp_path])) == 1


def test_the_nearest_table_wins_and_the_one_given_wins_over_all(tmp_path):
    write(
        tmp_path,
        sub__a_txt=STORY,
        metadata_csv="file,outlet,author,title\nsub/a.txt,Far,Far,Far\n",
        sub__metadata_csv="file,outlet,author\na.txt,Near,Near\n",
        table_csv="file,outlet\nsub/a.txt,Given\n",
    )
    (source,) = find([tmp_path / "sub"], tmp_path / "table.csv")
    assert (source.row["outlet"], source.row["author"]) == ("Given", "Near")
    source = next(s for s in find([tmp_path], tmp_path / "table.csv") if s.name == "sub/a.txt")
    assert (source.row["outlet"], source.row["author"], source.row["title"]) == ("Given", "Near", "Far")


def test_a_row_that_names_no_file_is_reported_and_the_rest_go_in(tmp_path, ingest):
    write(tmp_path, a_txt=STORY, metadata_csv="file,outlet\na.txt,The Example\ngone.txt,Nobody\n,Nameless\n")
    outcomes = ingest(tmp_path)
    assert isinstance(outcomes["a.txt"], Article)
    assert outcomes["gone.txt"].code == "missing"
    assert "line 3" in outcomes["gone.txt"].detail
    assert outcomes["metadata.csv, line 4"].code == "metadata-row"


def test_of_two_rows_for_a_file_the_later_counts_and_the_other_is_reported(tmp_path, ingest):
    write(tmp_path, a_txt=STORY, metadata_csv="file,outlet\na.txt,First\na.txt,Second\n")
    outcomes = ingest(tmp_path)
    assert outcomes["a.txt"].metadata.outlet == "Second"
    assert outcomes["metadata.csv, line 2"].code == "metadata-row"


def test_a_row_with_a_bad_date_or_too_many_fields_is_flagged_and_the_article_kept(tmp_path, ingest):
    rows = "file,published\na.txt,03/04/2016\nb.txt,2016-02-30\nc.txt,2016-04-03,more\nd.txt\n"
    write(tmp_path, a_txt=STORY, b_txt=STORY, c_txt=STORY, d_txt=STORY, metadata_csv=rows)
    outcomes = ingest(tmp_path)
    codes = {name[0]: [w.code for w in article.warnings] for name, article in outcomes.items()}
    assert codes == {"a": ["ambiguous-date"], "b": ["impossible-date"], "c": ["metadata-row"], "d": []}
    assert outcomes["c.txt"].metadata.published == date(2016, 4, 3)
    assert outcomes["a.txt"].metadata.source_of("published") is Provenance.UNKNOWN


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"name,outlet\na.txt,X\n", "line 1"),
        (b"", "line 1"),
        (b'file,outlet\na.txt,"X\n', "line 2"),
        (b"file,outlet\na.txt,\xff\n", "byte 18"),
    ],
)
def test_a_table_that_cannot_be_read_ends_the_run_with_file_and_line(tmp_path, content, where):
    (tmp_path / "metadata.csv").write_bytes(content)
    (tmp_path / "a.txt").write_text(STORY)
    with pytest.raises(UnusableInput) as caught:
        find([tmp_path])
    assert str(tmp_path / "metadata.csv") in str(caught.value)
    assert where in str(caught.value)


def test_a_path_that_is_not_there_ends_the_run(tmp_path):
    with pytest.raises(UnusableInput, match=r"nowhere: no such file or folder"):
        find([tmp_path / "nowhere"])
    with pytest.raises(UnusableInput, match=r"none\.csv: cannot be read"):
        find([tmp_path], tmp_path / "none.csv")


def test_a_path_that_no_system_takes_is_named_in_a_line(tmp_path):
    with pytest.raises(UnusableInput, match="cannot be looked at"):
        find([tmp_path / ("x" * 300)])


def test_a_link_to_itself_is_passed_over(tmp_path):
    write(tmp_path, a_txt=STORY)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert [source.name for source in find([tmp_path])] == ["a.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes as a name")
def test_a_file_whose_name_is_not_utf8_is_refused_alone(tmp_path, ingest):
    write(tmp_path, a_txt=STORY)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(STORY)
    outcomes = ingest(tmp_path)
    assert isinstance(outcomes["a.txt"], Article)
    assert (outcomes["caf\N{REPLACEMENT CHARACTER}.txt"].code) == "name"
    assert "rename it" in outcomes["caf\N{REPLACEMENT CHARACTER}.txt"].detail


@pytest.mark.parametrize(("named", "lies"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_row_names_its_file_however_accents_are_spelt(tmp_path, named, lies):
    (tmp_path / f"{unicodedata.normalize(lies, 'café')}.txt").write_text(STORY)
    (tmp_path / "metadata.csv").write_text(f"file,outlet\n{unicodedata.normalize(named, 'café')}.txt,The Example\n")
    (source,) = find([tmp_path])
    assert (source.name, source.row["outlet"]) == ("café.txt", "The Example")


def test_neither_a_table_nor_a_name_can_steer_a_terminal(tmp_path, ingest):
    (tmp_path / "a\x1b[31m.txt").write_text(STORY)
    (tmp_path / "metadata.csv").write_text("file,outlet\na\x1b[31m.txt,The\x1b]0;x\x07 \u202eExample\n")
    outcomes = ingest(tmp_path)
    assert outcomes["a[31m.txt"].metadata.outlet == "The]0;x Example"


def test_the_fingerprint_changes_with_the_file_and_with_its_row(tmp_path):
    write(tmp_path, a_txt=STORY)
    (before,) = find([tmp_path])
    assert find([tmp_path])[0].fingerprint == before.fingerprint
    write(tmp_path, metadata_csv="file,outlet\na.txt,The Example\n")
    (with_row,) = find([tmp_path])
    write(tmp_path, a_txt=STORY + STORY)
    assert len({before.fingerprint, with_row.fingerprint, find([tmp_path])[0].fingerprint}) == 3


def test_a_file_that_is_gone_by_the_time_it_is_read_is_refused(tmp_path):
    write(tmp_path, a_txt=STORY)
    sources = find([tmp_path])
    (tmp_path / "a.txt").unlink()
    ((_, outcome),) = read(sources, lambda texts: [1 for _ in texts], 100)
    assert isinstance(outcome, Rejected)
    assert outcome.code == "unreadable"
