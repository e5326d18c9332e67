import pytest

from app.chat import uploads as limits
from app.chat.intake import Batch, summary
from app.chat.library_html import Row
from app.chat.shelving import Shelving
from app.chat.uploads import Refused, Uploads, plain_name
from ingest.pipeline import find
from tests.app.chat.hand_made_articles import dam_library
from tests.loops import run


@pytest.fixture
def library():
    return dam_library()


@pytest.fixture
def uploads():
    kept = Uploads()
    yield kept
    kept.close()


@pytest.fixture
def shelving(library, uploads):
    return Shelving(library, uploads)


def send(uploads, session, name, content=b"A new article. It has two sentences."):
    async def chunks():
        yield content

    run(uploads.receive(session, name, chunks()))


def files_of(uploads):
    return list(uploads._folder.iterdir())


def ids(library):
    return [article.id for article in library.store.articles()]


def test_files_are_added_one_by_one_and_the_bad_one_is_reported(shelving, uploads):
    send(uploads, "me", "good.txt")
    send(uploads, "me", "bad.txt", b"\xff\xfe\x81")
    send(uploads, "me", "courier again.txt", b"A new article. It has two sentences.")
    *working, report = [str(view) for view in shelving.ingest("me", {})]
    assert len(working) == 3
    assert "Reading 2 of 3" in working[1]
    assert "3 files: 1 added, 1 unchanged, 1 rejected" in report
    assert report.index("bad.txt") < report.index("courier again.txt") < report.index("good.txt")
    assert "is not text" in report


def test_the_summary_counts_in_words():
    rows = [Row("a", "duplicate"), Row("b", "duplicate"), Row("c", "added")]
    assert summary(rows) == "3 files: 1 added, 2 duplicates"
    assert summary(rows[:1]) == "1 file: 1 duplicate"


def test_a_file_is_deleted_once_it_is_read(shelving, uploads):
    send(uploads, "me", "good.txt")
    assert len(files_of(uploads)) == 1
    list(shelving.ingest("me", {}))
    assert files_of(uploads) == []


def test_files_are_deleted_too_where_the_reader_goes_away(shelving, uploads):
    send(uploads, "me", "good.txt")
    views = shelving.ingest("me", {})
    next(views)
    views.close()
    assert files_of(uploads) == []


def test_cancelling_leaves_the_rest_unread_and_says_so(shelving, uploads, library):
    for n in range(3):
        send(uploads, "me", f"{n}.txt", f"Article {n}. It is new.".encode())
    before = len(ids(library))
    views = shelving.ingest("me", {})
    next(views), next(views)
    shelving.cancel("me")
    last = str(list(views)[-1])
    assert "not read" in last
    assert len(ids(library)) == before + 1


TABLE = b"file,title,outlet\nfile.txt,Wrong,Nobody\ngood.txt,The Harbour,Vale Courier,one too many\n"


def test_a_table_handed_in_with_articles_says_what_is_known_of_them(uploads):
    send(uploads, "me", "METADATA.csv", TABLE)
    send(uploads, "me", "good.txt")
    send(uploads, "me", "other.txt", b"Another article. It is not in the table.")
    batch = Batch.of(uploads.take("me"))
    good, other = [find([file.path])[0] for file in batch.files]
    assert (good.row["title"], good.row["outlet"]) == ("The Harbour", "Vale Courier")
    assert "one too many" in good.warnings[0].detail
    assert other.row is None
    assert [(row.file, row.became, row.detail) for row in batch.notes] == [("METADATA.csv", "used", "for 1 of 2 files")]


def test_one_sessions_table_says_nothing_of_anothers_articles(uploads):
    send(uploads, "me", "metadata.csv", TABLE)
    send(uploads, "you", "good.txt")
    (file,) = Batch.of(uploads.take("you")).files
    assert find([file.path])[0].row is None


@pytest.mark.parametrize(
    ("table", "became", "why"),
    [
        (TABLE, "not used", "names none of the files"),
        (b"title\nX\n", "rejected", "metadata.csv, line 1: no column named file"),
        (b"\xff\xfe", "rejected", "metadata.csv: is not UTF-8"),
    ],
)
def test_a_table_that_is_of_no_use_is_reported_by_the_name_under_which_it_was_sent(
    shelving, uploads, table, became, why
):
    send(uploads, "me", "metadata.csv", table)
    report = str(list(shelving.ingest("me", {}))[-1])
    assert f"<td>{became}</td>" in report
    assert why in report
    assert str(uploads._folder) not in report
    assert files_of(uploads) == []


def test_another_session_does_not_get_ones_files(shelving, uploads):
    send(uploads, "me", "mine.txt")
    assert [str(view) for view in shelving.ingest("you", {})] == [""]


def test_too_much_at_once_is_refused_and_leaves_nothing(uploads, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FILE", 10)
    with pytest.raises(Refused, match="larger than"):
        send(uploads, "me", "big.txt", b"x" * 11)
    monkeypatch.setattr(limits, "MAX_FILES", 1)
    send(uploads, "me", "one.txt", b"x")
    with pytest.raises(Refused, match="wait already"):
        send(uploads, "me", "two.txt", b"x")
    assert len(files_of(uploads)) == 1


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\b.pdf", "b.pdf"),
        ("", "unnamed"),
        ("a\n\0b.txt", "ab.txt"),
        ("/", "unnamed"),
    ],
)
def test_a_name_is_its_last_part_without_control_characters(sent, kept):
    assert plain_name(sent) == kept


def test_the_list_is_filtered_by_words_and_outlet(shelving):
    assert "Ministry denies" in str(shelving.find("me", {"words": "pell ministry"}))
    assert "No article fits" in str(shelving.find("me", {"words": "nothing like it"}))
    found = str(shelving.find("me", {"outlet": "Vale Courier"}))
    assert "1 of 4 articles" in found
    assert "4 articles" in str(shelving.shelf("you"))


def test_the_list_is_sorted_as_asked(shelving):
    newest = str(shelving.find("me", {"sort": "newest"}))
    oldest = str(shelving.find("me", {"sort": "oldest"}))
    assert newest.index("Ministry denies") < newest.index("Dam fails")
    assert oldest.index("Dam fails") < oldest.index("Ministry denies")


def test_an_article_is_opened_with_where_its_metadata_came_from(shelving, library):
    record, shelf = shelving.open("me", {"id": ids(library)[0]})
    assert "read in the text" in str(record)
    assert 'aria-current="true"' in str(shelf)


@pytest.mark.parametrize("forged", [{}, {"id": "no such"}, {"id": ["x"]}, {"id": "../../etc/passwd"}])
def test_a_forged_article_opens_nothing(shelving, forged):
    assert "not in the library" in str(shelving.open("me", forged)[0])
    assert "not in the library" in str(shelving.correct("me", forged)[0])


def test_a_correction_is_recorded_as_set_by_hand(shelving, library):
    article = ids(library)[0]
    record, *_ = shelving.correct(
        "me", {"id": article, "author": "Ilse Marrow-Day", "title": "Dam fails at Nether Oake"}
    )
    assert "set by hand" in str(record)
    assert "Saved: author." in str(record)
    assert library.store.catalogued(article).metadata.author == "Ilse Marrow-Day"


def test_a_date_that_is_none_is_refused_in_words_and_changes_nothing(shelving, library):
    article = ids(library)[0]
    record, *_ = shelving.correct("me", {"id": article, "published": "last spring"})
    assert "is no date" in str(record)
    assert 'aria-invalid="true" aria-describedby="published-wrong"' in str(record)
    assert library.store.catalogued(article).metadata.published.isoformat() == "2031-03-04"


def test_a_correction_that_is_refused_keeps_what_was_typed_in_the_other_fields(shelving, library):
    record, *_ = shelving.correct("me", {"id": ids(library)[2], "published": "soon", "outlet": 'The "X"'})
    assert 'name="published" value="soon"' in str(record)
    assert 'name="outlet" value="The &#34;X&#34;"' in str(record)
    assert '<details class="correct" open>' in str(record)


def test_an_emptied_field_becomes_unknown(shelving, library):
    article = ids(library)[0]
    shelving.correct("me", {"id": article, "outlet": " "})
    assert library.store.catalogued(article).metadata.outlet is None


def test_removing_several_can_be_undone(shelving, library):
    before = ids(library)
    shelf, record = shelving.remove("me", {"ids": before[:2]})
    assert "Removed 2 articles." in str(shelf)
    assert "data-undo" in str(shelf)
    assert "sheet empty" in str(record)
    assert ids(library) == before[2:]
    assert "Brought back" in str(shelving.undo("me"))
    assert ids(library) == before


def test_undo_brings_back_only_what_the_same_session_removed(shelving, library):
    before = ids(library)
    shelving.remove("me", {"ids": before[:1]})
    shelving.undo("you")
    assert ids(library) == before[1:]


@pytest.mark.parametrize("forged", [{}, {"ids": "all"}, {"ids": ["no such"]}, {"ids": [None]}])
def test_a_forged_removal_removes_nothing(shelving, library, forged):
    before = ids(library)
    shelving.remove("me", forged)
    assert ids(library) == before
