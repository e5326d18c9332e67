"""What is said where a source is asked for another's words and has none that answer; unescaped."""

from collections.abc import Sequence

from app.answer import Abstention, Quoting
from app.inert import named


def does_not_quote(abstention: Abstention, quoting: Quoting) -> str:
    """Say that a source does not report what somebody says, about anything or about what was asked, and who does."""
    scope = abstention.scope
    who = " or ".join(map(named, scope.speakers))
    source = enumerated((*scope.authors, *scope.outlets, *abstention.come_from) or ("That source",))
    others = f" {enumerated(quoting.elsewhere)} {_do(quoting.elsewhere)}." if quoting.elsewhere else ""
    if quoting.here:
        return f"{source} quotes {who} here, but not on “{abstention.sought}”.{others}"
    return f"{source} is in this library, but does not quote {who}.{others}"


def _do(names: Sequence[str]) -> str:
    return "does" if len(names) == 1 else "do"


def enumerated(names: Sequence[str]) -> str:
    """Return names as a sentence lists them."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
