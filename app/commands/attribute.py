"""``hearsay attribute``: who says what in a text, without a library."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import AsJson, message, out, out_json, progress_bar
from ingest.errors import Rejected, UnusableInput

if TYPE_CHECKING:
    from ingest.corpus import Attribution, Span

PLAIN = ".txt"
UNNAMED = "no one named"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to read. `given` tells whether it is what the user handed in, so that its offsets need no explanation."""

    id: str
    words: str
    given: bool = True


def attribute(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE...", help="Files: txt, md, html, pdf, docx.", show_default=False),
    ] = None,
    batch: Annotated[Path | None, typer.Option(metavar="FILE", help='JSONL of {"id", "text"}.')] = None,
    as_json: AsJson = False,
) -> None:
    """Say who says what in a text, by which words.

    Offsets are code points of the text given; of a file that is no plain text, of what was read from it.

    Example: hearsay attribute speech.txt --json
    """
    if bool(files) == (batch is not None):
        raise typer.BadParameter("give either files or --batch FILE")
    texts, rejected = (_lines(batch), []) if batch else _read(files or [])
    for text, attributions in _attributed(texts):
        if as_json or batch:
            out_json(_as_json(text, attributions))
        else:
            _print(text, attributions)
    for refusal in rejected:
        message(f"hearsay: {refusal}")
    if rejected:
        raise typer.Exit(1)


def _as_json(text: _Text, attributions: "Sequence[Attribution]") -> dict[str, object]:
    from app.json_form import attribution_json

    read = {} if text.given else {"text": text.words}
    return {"id": text.id, **read, "attributions": [attribution_json(each) for each in attributions]}


def _print(text: _Text, attributions: "Sequence[Attribution]") -> None:
    """Print a line an attribution: who, what they do, and the words, indented by how deep it is nested."""
    out(f"{text.id}: {len(attributions)} attribution{'' if len(attributions) == 1 else 's'}")
    for each in attributions:
        who = each.speaker.name if each.speaker else " ".join(_words(text, each.source)) or UNNAMED
        cue = f" [{' '.join(_words(text, each.cue))}]" if each.cue else ""
        indent = "    " if each.within is None else "        "
        out(f"{indent}{who}, {each.force}{cue}: {' … '.join(_words(text, each.content)) or '(elsewhere)'}")


def _words(text: _Text, spans: "Sequence[Span]") -> list[str]:
    return [" ".join(span.of(text.words).split()) for span in spans]


def _attributed(texts: Sequence[_Text]) -> "Iterator[tuple[_Text, tuple[Attribution, ...]]]":
    """Yield each text with who says what in it, showing progress."""
    from index.report import Progress
    from ingest.attribution.reading import attributions_of
    from ingest.attribution.tagger import load

    tagger = load()
    with progress_bar() as show:
        for number, text in enumerate(texts):
            show(Progress(number, len(texts), text.id))
            yield text, attributions_of(tagger, text.words)


def _read(files: Sequence[Path]) -> tuple[list[_Text], list[str]]:
    """Read files: plain text as it stands, others as they are read into a library. Also says what was refused."""
    from ingest.pipeline import find, parse

    texts, refused = [], []
    for source, outcome in parse(find(files)):
        if isinstance(outcome, Rejected):
            refused.append(f"{source.path} {outcome.detail}")
        elif source.path.suffix.lower() == PLAIN:
            texts.append(_Text(str(source.path), _as_it_stands(source.path)))
        else:
            texts.append(_Text(str(source.path), outcome.text, given=False))
    return texts, refused


def _as_it_stands(file: Path) -> str:
    from ingest.limits import Limits
    from ingest.readers.plain import text_of

    return text_of(file.read_bytes(), Limits())[0]


def _lines(file: Path) -> list[_Text]:
    """Read a batch. Raises `UnusableInput` that names the line."""
    try:
        lines = file.read_text("utf-8").split("\n")  # a text may hold other line ends
    except (OSError, UnicodeDecodeError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) else "not UTF-8"
        raise UnusableInput(f"{file}: cannot be read ({reason}); check the path") from failure
    return [_line(line, f"{file}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def _line(line: str, where: str) -> _Text:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as wrong:
        raise UnusableInput(f"{where}: not JSON (column {wrong.colno}: {wrong.msg})") from wrong
    if not isinstance(value, dict) or not isinstance(value.get("id"), str) or not isinstance(value.get("text"), str):
        raise UnusableInput(f'{where}: each line needs an object with "id" and "text", both text')
    return _Text(value["id"], value["text"])
