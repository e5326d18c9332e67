"""``hearsay eval``: the regression evaluations. Without a subcommand it evaluates, as the contract has it.

Light to import: the command line does so at every start, and each command imports what it needs when it runs.
"""

from typing import Any

import typer
from typer.core import TyperGroup
from typing_extensions import override

from evals.commands.add import add
from evals.commands.bless import bless
from evals.commands.compare import compare
from evals.commands.public import public
from evals.commands.run import run

DEFAULT = "run"


class _Evaluating(TyperGroup):
    """A group whose first word may also be a file of cases: what names no command belongs to the default one."""

    @override
    def parse_args(self, context: Any, given: list[str]) -> list[str]:  # click's context, untyped here
        """Put the default command before arguments that begin with none."""
        if not given or given[0] not in {*self.commands, "--help", "-h"}:
            given = [DEFAULT, *given]
        rest: list[str] = super().parse_args(context, given)
        return rest


evaluation = typer.Typer(
    name="eval",
    cls=_Evaluating,
    help="Regression evaluations: hearsay eval [CASES...] evaluates; see hearsay eval run --help for its options.",
    rich_markup_mode=None,
)
for command in (run, add, bless, compare, public):
    evaluation.command(command.__name__)(command)
