"""``hearsay record``: the record of findings. A function a command; Typer wraps them here."""

import typer

from app.commands.record.entering import add, edit, import_
from app.commands.record.matching import confirm, match, unconfirm
from app.commands.record.reading import list_, show
from app.commands.record.retiring import remove, restore

record = typer.Typer(
    name="record",
    help="The record of findings: what courts, inquiries, statistics offices and fact-checkers established or refuted.",
    rich_markup_mode=None,
)
for command in (add, import_, list_, show, edit, remove, restore, match, confirm, unconfirm):
    record.command(command.__name__.rstrip("_"))(command)
