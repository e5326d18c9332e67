"""The record of findings on the command line, as a user runs it."""

import json
import shutil

import pytest

from tests.command_line import hearsay, one_line_on_stderr

GIVEN = {
    "--statement": "Not one warning siren sounded in Sallow Ford before the water came",
    "--verdict": "established",
    "--finder": "Karrow Inquiry",
    "--kind": "inquiry",
    "--how": "hearings and log books",
    "--found": "2019-11-30",
    "--url": "https://inquiry.example/sirens",
}
REVIEWS = [
    {
        "@type": "ClaimReview",
        "claimReviewed": "Explosives brought down the Karrow Dam",
        "url": "https://checks.example/dam",
        "datePublished": "2020-01-02",
        "author": {"name": "Plain Checks"},
        "reviewRating": {"alternateName": rating},
    }
    for rating in ("False", "Half-baked")
]


@pytest.fixture
def library(demo_folder, tmp_path):
    return shutil.copytree(demo_folder, tmp_path / "library")


def add(library, *more, **changes):
    options = GIVEN | {f"--{name}": value for name, value in changes.items()}
    given = [part for option in options.items() if option[1] is not None for part in option]
    return hearsay("record", "add", *given, *more, library=library)


def listed(library, *options):
    return json.loads(hearsay("record", "list", "--json", *options, library=library).stdout)


def test_a_finding_goes_on_record_and_is_first_in_an_answer(library):
    done = add(library, "--by", "Ana")
    assert done.returncode == 0
    (finding,) = listed(library)
    assert finding["id"] in done.stdout
    assert (finding["entered_by"], finding["verdict"], finding["retired"]) == ("Ana", "established", False)
    answer = hearsay("ask", "did the sirens sound in Sallow Ford?", "--json", library=library)
    form = json.loads(answer.stdout)
    assert [each["id"] for each in form["findings"]] == [finding["id"]]
    assert {s["status"] for s in form["statements"]} <= {"asserted", "repeated", "disputed"}
    assert form["text"].index("**On record:** “Not one warning siren") < form["text"].index(
        form["statements"][0]["text"]
    )
    assert hearsay("check", library=library).returncode == 0


def test_a_match_is_confirmed_by_a_person_shown_in_the_answer_and_taken_back(library):
    add(library)
    (finding,) = listed(library)
    suggestions = json.loads(hearsay("record", "match", finding["id"], "--json", library=library).stdout)
    chosen = next(each for each in suggestions if "not one warning siren" in each["quote"])
    assert hearsay("record", "confirm", finding["id"], "none", library=library).returncode == 2
    done = hearsay(
        "record", "confirm", finding["id"], chosen["suggestion"][:6], "--by", "Ben", "--json", library=library
    )
    match = json.loads(done.stdout)
    assert (match["quote"], match["stance"], match["by"], match["holds"]) == (chosen["quote"], "agrees", "Ben", True)
    question = ("ask", "did the sirens sound in Sallow Ford?", "--json")
    form = json.loads(hearsay(*question, library=library).stdout)
    established = [s for s in form["statements"] if s["status"] == "established"]
    assert [s["finding"] for s in established] == [finding["id"]]
    assert established[0]["text"].endswith("*(established by a finding on record)*")
    number = str(match["confirmation"])
    assert hearsay("record", "unconfirm", finding["id"], number, library=library).returncode == 0
    form = json.loads(hearsay(*question, library=library).stdout)
    assert {s["status"] for s in form["statements"]} <= {"asserted", "repeated", "disputed"}
    shown = json.loads(hearsay("record", "show", finding["id"], "--json", library=library).stdout)
    assert [each["holds"] for each in shown["confirmations"]] == [False]


def test_words_that_may_say_the_opposite_are_matched_only_with_a_stance(library):
    add(library, statement="The sirens sounded in Sallow Ford")
    (finding,) = listed(library)
    shown = hearsay("record", "match", finding["id"], library=library).stdout
    line = next(line for line in shown.splitlines() if "Not one siren" in line)
    assert "Osric Fenn said: “" in line
    assert line.endswith("(may say the opposite: only one of the two says no)")
    refused = hearsay("record", "confirm", finding["id"], line.split()[0], library=library)
    assert refused.returncode == 2
    assert "say --stance agrees or --stance disagrees" in one_line_on_stderr(refused)
    done = hearsay("record", "confirm", finding["id"], line.split()[0], "--stance", "disagrees", library=library)
    assert done.returncode == 0


def test_edits_removal_and_restoring_leave_their_history(library):
    add(library, "--by", "Ana")
    (finding,) = listed(library)
    start = finding["id"][:6]
    hearsay("record", "edit", start, "--verdict", "unresolved", "--by", "Ben", library=library)
    assert listed(library)[0]["verdict"] == "unresolved"
    assert hearsay("record", "remove", start, "--by", "Ben", library=library).returncode == 0
    assert listed(library) == []
    assert [each["retired"] for each in listed(library, "--all")] == [True]
    hearsay("record", "restore", start, "--revision", "1", "--by", "Cato", library=library)
    assert listed(library) == [finding]
    shown = json.loads(hearsay("record", "show", start, "--json", library=library).stdout)
    steps = [(each["act"], each["by"], each["verdict"]) for each in shown["history"]]
    assert steps == [
        ("entered", "Ana", "established"),
        ("edited", "Ben", "unresolved"),
        ("retired", "Ben", "unresolved"),
        ("restored", "Cato", "established"),
    ]


def test_files_of_fact_checks_are_imported_and_importing_again_adds_nothing(library, tmp_path):
    file = tmp_path / "checks.json"
    other = REVIEWS[1] | {"url": "https://checks.example/other"}
    file.write_text(json.dumps({"@graph": [REVIEWS[0], other]}), encoding="utf-8")
    done = hearsay("record", "import", file, library=library)
    assert done.returncode == 0
    assert done.stdout.startswith("2 added, 0 updated, 0 unchanged, 0 rejected\n")
    assert "rated “Half-baked”" in done.stdout
    assert sorted(each["verdict"] for each in listed(library)) == ["refuted", "unresolved"]
    again = json.loads(hearsay("record", "import", file, "--json", library=library).stdout)
    assert (again["added"], len(again["unchanged"])) == ([], 2)


def test_a_bad_row_is_reported_and_the_rest_goes_in(library, tmp_path):
    file = tmp_path / "findings.csv"
    columns = [option.removeprefix("--") for option in GIVEN]
    rows = [columns, list(GIVEN.values()), ["x", "perhaps", "y", "court", "z", "2020-01-01", "https://a.example/"]]
    file.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    done = hearsay("record", "import", file, library=library)
    assert done.returncode == 1
    assert "1 added" in done.stdout
    assert "findings.csv, line 3: verdict: 'perhaps' is none of" in done.stderr
    assert len(listed(library)) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "--statement", "It rained"], "verdict: choose one of"),
        (["edit", "f"], "nothing to change"),
        (["show", "feed"], "hearsay record list --all lists the ids"),
        (["restore", "feed"], "no finding to be had"),
        (["import", "/no/such/file.json"], "/no/such/file.json: cannot be read"),
        (["nonsense"], "hearsay record --help shows how"),
        ([], "Missing command; hearsay record --help shows how"),
    ],
)
def test_an_unusable_command_is_one_line_and_exits_with_2(library, arguments, said):
    done = hearsay("record", *arguments, library=library)
    assert done.returncode == 2
    assert said in one_line_on_stderr(done)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"url": "ftp://host.example/x"}, "url: 'ftp://host.example/x' is not a web address"),
        ({"found": "2999-01-01"}, "yet to come"),
        ({"kind": "newspaper"}, "kind: 'newspaper' is none of court"),
    ],
)
def test_a_wrong_field_of_a_finding_is_named(library, changes, said):
    done = add(library, **changes)
    assert done.returncode == 2
    assert said in one_line_on_stderr(done)
    assert listed(library) == []


def test_a_library_that_there_is_not_is_not_made_for_a_finding(tmp_path):
    assert add(tmp_path / "none").returncode == 2
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "command", ["add", "import", "list", "show", "edit", "remove", "restore", "match", "confirm", "unconfirm"]
)
def test_every_command_of_the_record_has_help_with_an_example(command):
    done = hearsay("record", command, "--help")
    assert done.returncode == 0
    assert f"Example: hearsay record {command}" in done.stdout
