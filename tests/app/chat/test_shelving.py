import asyncio

import pytest

from app.chat import uploads as limits
from app.chat.library_html import Row
from app.chat.shelving import Shelving, summary
from app.chat.uploads import Refused, Uploads, plain_name
from tests.app.chat.hand_made import dam_library


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

    asyncio.run(uploads.receive(session, name, chunks()))


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
    assert "1 added, 1 rejected, 1 unchanged" in report
    assert "is not text" in report


def test_the_summary_counts_in_words():
    rows = [Row("a", "duplicate"), Row("b", "duplicate"), Row("c", "added")]
    assert summary(rows) == "2 duplicates, 1 added."


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
    assert library.store.catalogued(article).metadata.published.isoformat() == "2031-03-04"


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
