"""Kill -9 at any moment: what was reported as done is there, nothing half-done is seen, and the check is clean."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.library import Library

KILLS = 12
ROOT = Path(__file__).parents[2]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    for n in range(1, 13):
        story = [f"Village {n} lost bridge number {n * k} to the flood, its mayor said." for k in range(1, 10)]
        (folder / f"{n}.txt").write_text("\n\n".join(story))
    return folder


def killed_after(seconds: float, step: str, folder: Path, files: Path) -> list[str]:
    """Run the work in a process of its own, kill it so long after it told of `step`, and return what it had told."""
    command = [sys.executable, "-m", "tests.index.kill_me", str(folder), str(files)]
    told = folder.with_suffix(".told")
    with (
        told.open("w") as out,
        subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.PIPE, text=True) as process,
    ):
        try:
            while step not in told.read_text() and process.poll() is None:
                time.sleep(0.01)
            time.sleep(seconds)
        finally:  # it never ends by itself, and leaving the block waits for it
            process.send_signal(signal.SIGKILL)
        _, err = process.communicate(timeout=30)
    assert "Traceback" not in err, err
    return told.read_text().splitlines()


def expected(told: list[str], known: dict[str, set[bool]]) -> dict[str, set[bool]]:
    """Return, for each file, whether it may be in the library, after what was `known` and what was told since."""
    known = dict(known)
    for line in told:
        step, _, file = line.partition(" ")
        if step == "adding":  # from here on, any that is not there may come at any moment
            known = {name: may if may == {True} else {True, False} for name, may in known.items()}
        elif step == "all-added":
            known = {name: {True} for name in known}
        else:
            known[file] = {"added": {True}, "removing": {True, False}, "removed": {False}}[step]
    return known


def test_a_dozen_kills_lose_nothing_that_was_reported_and_show_nothing_half_done(files, tmp_path):
    with Library.open_for_writing(tmp_path / "undisturbed") as library:
        library.add([files])
        whole = contents(library)
    assert any(attributions for _, _, attributions in whole.values())
    names = {file.name for file in files.iterdir()}
    assert set(whole) == names
    folder, chance = tmp_path / "library", random.Random(4)
    known = {name: {False} for name in names}
    steps = 0
    for kill in range(KILLS):
        # Some kills come while the process starts or reads its first file, most while it works.
        step = chance.choice(["adding", "added", "added"]) if kill else ""
        told = killed_after(chance.uniform(0, 1), step, folder, files)
        steps += len(told)
        known = expected(told, known)
        with Library.open_for_writing(folder) as library:
            assert library.check().problems == ()
            there = contents(library)
            found = {library.store.catalogued(p.article).file for p in everything(library)}
            gone = [e.file for e in library.store.removed()]
        assert there.items() <= whole.items()
        assert found == set(there)
        assert {name for name in names if (name in there) not in known[name]} == set()
        # A removed article stays removed when its folder comes again, until it is purged.
        known = {name: {name in there} for name in names}
        if gone:
            with Library.open_for_writing(folder) as library:
                library.purge()
    assert steps > KILLS * 5


def contents(library: Library) -> dict[str, tuple]:
    """Return, for each file, what its article holds: its text's digest, passages and attributions."""
    said = library.store.attributions(entry.id for entry in library.store.articles())
    return {e.file: (e.digest, len(library.store.spans(e.id)), len(said[e.id])) for e in library.store.articles()}


def everything(library: Library) -> list:
    ids = library.store.matrix().ids
    return list(library.store.passages(ids))
