"""The command line: one line a failure on stderr, results on stdout, exit codes 0, 1 and 2.

Each command imports what it needs when it runs, so that a cold ``hearsay ask`` loads no web server and no parser.
"""

import sys
import traceback
from types import TracebackType
from typing import Annotated

import typer

from app.commands.ask import ask
from app.commands.attribute import attribute
from app.commands.catalogue import articles, show, sources
from app.commands.chat import chat
from app.commands.check import check
from app.commands.common import Context, LibraryFolder, message
from app.commands.ingest import ingest
from app.commands.record import record
from app.commands.remove import remove, restore
from evals.commands import evaluation
from ingest.errors import HearsayError, UnusableInput

UNUSABLE = 2

cli = typer.Typer(
    name="hearsay",
    help="Answers questions about a library of news articles: who says what, in which words, and its standing.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS = (ingest, articles, show, attribute, sources, ask, chat, check, remove, restore)
NAMES = frozenset((*(command.__name__ for command in COMMANDS), "record", "eval"))
for command in COMMANDS:
    cli.command()(command)
cli.add_typer(record)
cli.add_typer(evaluation)


@cli.callback()
def _options(
    context: typer.Context,
    library: LibraryFolder = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback where something fails.")] = False,
) -> None:
    context.obj = Context(library, debug)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    given = sys.argv[1:] if arguments is None else arguments
    sys.excepthook = _broken_with_traceback if "--debug" in given else _broken
    sys.exit(run(given))


def run(arguments: list[str]) -> int:
    """Run the command line; return 0 done, 1 something is reported as wrong, 2 the input is unusable."""
    try:
        # Not by `cli(...)`, which puts typer's own hook in place of `main`'s.
        code = typer.main.get_command(cli)(args=arguments or ["--help"], standalone_mode=False)
    except (typer.TyperException, HearsayError) as failure:
        return _fail(failure, arguments)
    except (typer.Abort, KeyboardInterrupt):
        print("hearsay: stopped; what was reported as done is kept", file=sys.stderr)  # noqa: T201  # the edge
        return 1
    except BrokenPipeError:
        # The reader of our output has left (`| head`): nothing to report, and nothing to flush at exit.
        sys.stderr.close()
        return 0
    except OSError as failure:
        where = failure.filename or "the output"
        return _fail(UnusableInput(f"{where}: {failure.strerror}; check the path, its rights and the disk"), arguments)
    return code if isinstance(code, int) else 0


# Of a fault that nobody foresaw Python itself would make exit code 1, which says that a library or an answer is wrong.
# `run` does not catch such a fault, since who calls it, a test or a debugger, is to meet it as it is. The hook is what
# Python calls when nobody has caught it and the process ends anyway; a hook that exits decides the code.
def _broken(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    *_, (frame, line) = traceback.walk_tb(trace)
    told = f"{kind.__name__}: {fault}".rstrip(": ")
    where = f"{frame.f_globals.get('__name__', '?')}:{line}"
    message(f"hearsay: a fault of the program's own ({told}, in {where}); hearsay --debug ... shows all of it")
    raise SystemExit(UNUSABLE)


def _broken_with_traceback(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    sys.__excepthook__(kind, fault, trace)
    raise SystemExit(UNUSABLE)


def _fail(failure: Exception, arguments: list[str]) -> int:
    if "--debug" in arguments:
        raise failure
    told = _usage(failure, arguments) if isinstance(failure, typer.TyperException) else str(failure)
    message(f"hearsay: {' '.join(told.split())}")
    return UNUSABLE


def _usage(failure: typer.TyperException, arguments: list[str]) -> str:
    """Say what is wrong with the command line, and where it is told how it should be."""
    command = next((given for given in arguments if given in NAMES), None)
    unquoted = command == "ask" and "extra argument" in failure.format_message()
    hint = (
        "put the question in quotes" if unquoted else " ".join(filter(None, ("hearsay", command, "--help shows how")))
    )
    return f"{failure.format_message().rstrip('.')}; {hint}"
