"""What cannot be compared is refused in one line that says what is unlike and what to do."""

from dataclasses import replace

from evals.case_file import digest
from evals.fingerprint import Fingerprint
from evals.likeness import changed, incomparable, unlike_cases, unlike_measures
from tests.evals.runs import case, result, run


def test_the_same_cases_of_the_same_library_can_be_compared_in_any_order_whatever_answers_them():
    before = run([result("a"), result("b")])
    after = run([result("b"), result("a")], encoder="other", code="other", model="a model", prompt="p", tagger="other")
    assert incomparable(before, after) is None


def test_unlike_cases_are_told_by_kind_with_a_few_of_their_ids():
    before = run([result(name) for name in ("a", "b", "gone")])
    added = [result(f"new {n}") for n in range(5)]
    after = run([result("a"), result(case("b", question="and now?")), *added])
    line = incomparable(before, after)
    assert "5 added (new 0, new 1, new 2, ...); 1 removed (gone); 1 changed (b)" in line
    assert "bless" in line
    assert "\n" not in line


def test_a_tag_a_note_or_a_story_makes_no_other_case():
    asked = case("a")
    noted = replace(asked, tags=("reader",), story="dam", expect=replace(asked.expect, note="a typo mended"))
    assert incomparable(run([result(asked)]), run([result(noted)])) is None
    assert digest([asked]) == digest([noted])
    expecting = replace(asked, expect=replace(asked.expect, canaries=("sirens",)))
    assert "1 changed (a)" in incomparable(run([result(asked)]), run([result(expecting)]))
    assert digest([asked]) != digest([expecting])


def test_other_measures_forbid_nothing_and_are_told_apart_from_the_program():
    before, after = run([result("a")], measures="m"), run([result("a")], measures="n")
    assert incomparable(before, after) is None
    assert "measures m, now n" in unlike_measures(before, after)
    assert unlike_measures(before, before) is None
    assert "measures not known, now n" in unlike_measures(run([result("a")]), after)
    assert changed(before.fingerprint, after.fingerprint) == ()


def test_another_library_is_told_and_how_to_compare_all_the_same():
    before, after = run([result("a")]), run([result("a")], library="other")
    line = incomparable(before, after)
    assert "library l, now other" in line
    assert "--any-library" in line
    assert unlike_cases(before, after) is None


def test_what_else_differs_is_told_part_by_part():
    before = Fingerprint("c", "l", "MiniLM", "t", "one")
    after = Fingerprint("d", "m", "MiniLM", "t", "two", "a model at a host")
    assert changed(before, after) == ("code: one, now two", "model: none, now a model at a host")
    assert changed(before, before) == ()
