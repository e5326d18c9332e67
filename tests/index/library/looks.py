"""What is put into a library, and what is seen of it then."""

import os
from pathlib import Path

from index.library import Library
from index.scope import Scope
from ingest.corpus import ArticleId

DAM = "The dam at Orle failed on Tuesday night. Engineers had warned of cracks in the wall for years.\n"
FLOOD = "Water reached the school at Brenn before dawn. Nobody was hurt, the mayor of the town said.\n"


def only(library: Library) -> ArticleId:
    (entry,) = library.store.articles()
    return entry.id


def nearest(library: Library, question: str) -> str:
    found = library.store.search(question, library.embedder.encode_question(question), Scope(), 1)
    return library.store.passages(found.dense)[0].text


def touch(file: Path) -> None:
    later = file.stat().st_mtime + 60
    os.utime(file, (later, later))


def quoted(library: Library) -> list[str]:
    return [speaker.name for speaker in library.store.speakers()]
