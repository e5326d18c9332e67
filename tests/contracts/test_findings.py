"""What every record of findings must do: nothing on it is ever lost, and only what a person confirms holds."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.embedder import encode_article
from index.errors import NoSuchArticle, NoSuchFinding, UnusableFinding
from index.record.finding import Act, FindingId, Particulars, Stance, Verdict
from index.sqlite.store import SqliteStore
from ingest.corpus import Span
from ingest.errors import SelectorMismatch
from tests.fakes import WordHashEmbedder
from tests.findings import CRACKS, NO_WARNING
from tests.index.articles import DAM, article, dam, made_by_schema_2

EMBEDDER = WordHashEmbedder()
WARNED = Span(DAM.index("Engineers"), DAM.index("Engineers") + len("Engineers had warned of cracks."))


@pytest.fixture
def store(tmp_path):
    opened = SqliteStore.create(tmp_path, EMBEDDER.name, EMBEDDER.dimension)
    yield opened
    opened.close()


@pytest.fixture
def record(store):
    return store.findings


@pytest.fixture
def held(store):
    return store.put(dam(), encode_article(EMBEDDER, dam()))


def test_a_finding_comes_back_as_it_was_entered_with_who_entered_it(record):
    entered = record.enter(CRACKS, "Ana")
    assert record.get(entered.id) == entered
    assert entered.particulars == CRACKS
    assert (entered.entered_by, entered.retired) == ("Ana", False)
    assert [(r.number, r.act, r.by) for r in record.history(entered.id)] == [(1, Act.ENTERED, "Ana")]


def test_the_list_has_the_latest_found_first_and_those_without_a_day_last(record):
    undated = record.enter(replace(CRACKS, statement="It rained", found=None), "Ana")
    older, newer = record.enter(CRACKS, "Ana"), record.enter(NO_WARNING, "Ana")
    assert list(record.all()) == [newer, older, undated]


def test_the_same_statement_at_the_same_address_is_one_finding_even_when_it_is_retired(record):
    first = record.enter(CRACKS, "Ana")
    with pytest.raises(UnusableFinding, match=first.id):
        record.enter(replace(CRACKS, verdict=Verdict.UNRESOLVED), "Ben")
    record.retire(first.id, "Ana")
    with pytest.raises(UnusableFinding, match=f"record restore {first.id}"):
        record.enter(CRACKS, "Ben")
    other = record.enter(replace(CRACKS, url="https://elsewhere.example/"), "Ben")
    with pytest.raises(UnusableFinding):
        record.edit(other.id, CRACKS, "Ben")


def test_an_edit_keeps_what_was_there_and_says_whose_the_words_are_now(record):
    entered = record.enter(CRACKS, "Ana")
    edited = record.edit(entered.id, replace(CRACKS, verdict=Verdict.UNRESOLVED), "Ben")
    assert (edited.verdict, edited.entered_by) == (Verdict.UNRESOLVED, "Ben")
    assert [r.finding.verdict for r in record.history(entered.id)] == [Verdict.ESTABLISHED, Verdict.UNRESOLVED]
    assert record.edit(entered.id, edited.particulars, "Cato") == edited
    assert len(record.history(entered.id)) == 2


def test_an_edit_is_undone_by_restoring_an_earlier_revision(record):
    entered = record.enter(CRACKS, "Ana")
    record.edit(entered.id, replace(CRACKS, statement="Nobody had warned"), "Ben")
    back = record.restore(entered.id, "Cato", revision=1)
    assert back == entered
    assert [(r.act, r.by) for r in record.history(entered.id)][-1] == (Act.RESTORED, "Cato")
    for wrong in (0, 4, -1):
        with pytest.raises(UnusableFinding, match="1 to 3"):
            record.restore(entered.id, "Cato", revision=wrong)


def test_a_retired_finding_is_off_the_list_and_comes_back_as_it_was(record):
    entered = record.enter(CRACKS, "Ana")
    assert record.retire(entered.id, "Ben").retired
    assert record.all() == []
    assert [each.id for each in record.all(retired=True)] == [entered.id]
    assert record.restore(entered.id, "Cato") == entered
    assert record.all() == [entered]


@pytest.mark.parametrize("method", ["get", "history", "confirmations"])
def test_a_finding_that_there_is_not_is_said(record, method):
    with pytest.raises(NoSuchFinding, match="record list"):
        getattr(record, method)(FindingId("nothing"))


def test_rows_can_be_neither_changed_nor_deleted(record, store):
    record.enter(CRACKS, "Ana")
    for statement in ("UPDATE finding SET verdict = 'refuted'", "DELETE FROM finding"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            store.db.rows(statement)
    assert record.all()[0].particulars == CRACKS


def test_only_what_a_person_confirms_holds_and_it_quotes_the_words(record, held):
    finding = record.enter(CRACKS, "Ana")
    assert record.confirmed([held]) == {}
    done = record.confirm(finding.id, held, WARNED, Stance.AGREES, "Ben")
    assert (done.quote, done.by, done.holds) == ("Engineers had warned of cracks.", "Ben", True)
    assert record.confirmed([held]) == {held: (done,)}


def test_a_confirmation_that_is_withdrawn_stays_to_be_read(record, held):
    finding = record.enter(CRACKS, "Ana")
    done = record.confirm(finding.id, held, WARNED, Stance.AGREES, "Ben")
    assert not record.withdraw(done.number, "Cato").holds
    assert record.confirmed([held]) == {}
    assert [each.quote for each in record.confirmations(finding.id)] == [done.quote]
    with pytest.raises(UnusableFinding, match="99"):
        record.withdraw(99, "Cato")


def test_confirming_the_same_words_again_replaces_what_was_said_of_them(record, held):
    finding = record.enter(CRACKS, "Ana")
    record.confirm(finding.id, held, WARNED, Stance.AGREES, "Ben")
    record.confirm(finding.id, held, WARNED, Stance.DISAGREES, "Cato")
    (holding,) = record.confirmed([held])[held]
    assert holding.stance is Stance.DISAGREES


def test_a_new_version_of_the_article_drops_the_confirmation_which_stays_to_be_read(record, held, store):
    finding = record.enter(CRACKS, "Ana")
    record.confirm(finding.id, held, WARNED, Stance.AGREES, "Ben")
    changed = article(DAM.replace("cracks", "leaks"), "dam.txt")
    store.put(changed, encode_article(EMBEDDER, changed), replaces=held)
    assert record.confirmed([held]) == {}
    assert [each.holds for each in record.confirmations(finding.id)] == [False]


def test_a_removed_article_a_retired_finding_and_a_changed_statement_drop_it_too(record, held, store):
    finding = record.enter(CRACKS, "Ana")
    done = record.confirm(finding.id, held, WARNED, Stance.AGREES, "Ben")
    store.remove(held)
    assert record.confirmed([held]) == {}
    store.restore(held)
    record.retire(finding.id, "Ana")
    assert record.confirmed([held]) == {}
    record.restore(finding.id, "Ana")
    assert record.confirmed([held]) == {held: (done,)}
    record.edit(finding.id, replace(CRACKS, verdict=Verdict.REFUTED), "Ana")
    assert record.confirmed([held]) == {held: (done,)}
    record.edit(finding.id, replace(CRACKS, statement="Engineers had seen cracks in the dam"), "Ana")
    assert record.confirmed([held]) == {}


def test_words_that_are_not_there_cannot_be_confirmed(record, held):
    finding = record.enter(CRACKS, "Ana")
    with pytest.raises(SelectorMismatch):
        record.confirm(finding.id, held, Span(0, len(DAM) + 1), Stance.AGREES, "Ben")
    with pytest.raises(NoSuchArticle):
        record.confirm(finding.id, "nothing", WARNED, Stance.AGREES, "Ben")
    assert record.confirmations(finding.id) == []


def test_what_is_deleted_for_good_leaves_no_words_on_record_and_its_number_is_not_used_again(record, held, store):
    finding = record.enter(CRACKS, "Ana")
    first = record.confirm(finding.id, held, WARNED, Stance.AGREES, "Ben")
    store.remove(held)
    store.purge()
    assert record.confirmations(finding.id) == []
    again = store.put(dam(), encode_article(EMBEDDER, dam()))
    assert record.confirm(finding.id, again, WARNED, Stance.AGREES, "Ben").number > first.number


def test_every_write_changes_the_mark_and_the_snapshot_and_undoing_it_the_mark_alone(record, held, store):
    marks, snapshots = [record.mark], [store.snapshot()]
    finding = record.enter(CRACKS, "Ana")
    steps = (
        lambda: None,
        lambda: record.confirm(finding.id, held, WARNED, Stance.AGREES, "Ben"),
        lambda: record.withdraw(1, "Ben"),
        lambda: record.retire(finding.id, "Ben"),
    )
    for step in steps:
        step()
        marks.append(record.mark)
        snapshots.append(store.snapshot())
    assert len(set(marks)) == len(marks)
    assert snapshots[0] == snapshots[-1]
    assert snapshots[1] == snapshots[3]
    assert len(set(snapshots[:3])) == 3


def test_what_fails_inside_a_transaction_leaves_nothing_on_record(record, store):
    def twice() -> None:
        with store.transaction():
            record.enter(CRACKS, "Ana")
            record.enter(CRACKS, "Ana")

    with pytest.raises(UnusableFinding):
        twice()
    assert record.all(retired=True) == []


def test_a_library_without_a_record_is_read_as_one_with_nothing_on_it_and_given_one(store, held, tmp_path):
    store.close()
    made_by_schema_2(tmp_path)
    with closing(SqliteStore(tmp_path)) as old:
        before = old.snapshot()
        assert (old.findings.all(), old.findings.confirmed([held]), old.findings.mark) == ([], {}, "0-0-0")
        SqliteStore.migrate(tmp_path)
        assert old.snapshot() == before
        finding = old.findings.enter(CRACKS, "Ana")
    with closing(SqliteStore(tmp_path)) as new:
        assert new.findings.all() == [finding]


def test_vectors_of_statements_are_kept_by_encoder(record):
    vector = EMBEDDER.encode_question(CRACKS.statement)
    record.keep_vectors("one", {CRACKS.statement: vector})
    assert record.vectors("one")[CRACKS.statement] == pytest.approx(vector, abs=1e-3)
    assert record.vectors("another") == {}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["edit", "retire", "restore", "revert"]), st.integers(0, 5)), max_size=12))
def test_whatever_is_done_every_earlier_revision_stays_as_it_was(tmp_path_factory, steps):
    store = SqliteStore.create(tmp_path_factory.mktemp("record"), EMBEDDER.name, EMBEDDER.dimension)
    record = store.findings
    finding = record.enter(CRACKS, "Ana").id
    seen = list(record.history(finding))
    for step, number in steps:
        match step:
            case "edit":
                record.edit(finding, replace(CRACKS, finder=f"Finder {number}"), "Ben")
            case "retire":
                record.retire(finding, "Ben")
            case "restore":
                record.restore(finding, "Ben")
            case "revert":
                record.restore(finding, "Ben", 1 + number % len(seen))
        now = list(record.history(finding))
        assert now[: len(seen)] == seen
        assert now[-1].finding == record.get(finding)
        seen = now
    store.close()


@pytest.mark.parametrize(
    "wrong", [{"statement": ""}, {"finder": ""}, {"url": "javascript:alert(1)"}, {"url": "https://a@b.example/"}]
)
def test_a_finding_without_a_statement_a_finder_or_a_web_address_cannot_be_made(wrong):
    known = {name: getattr(CRACKS, name) for name in Particulars.__dataclass_fields__}
    with pytest.raises(ValueError, match="a finding needs"):
        Particulars(**known | wrong)
