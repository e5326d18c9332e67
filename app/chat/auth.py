"""Who may use the chat: users and password hashes in a file, asked for by HTTP Basic on every route.

Basic puts nothing in a cookie and needs no page of its own; put TLS in front of it (README). A line of the file is
``user:scrypt$n$r$p$salt$hash``; ``python -m app.chat.auth USER`` asks for a password and prints one.
"""

import asyncio
import base64
import binascii
import getpass
import hashlib
import hmac
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import UnusableSettings

USER = "hearsay.user"  # key of the ASGI scope under which the user's name stands
_N, _R, _P = 2**14, 8, 1  # OWASP Password Storage Cheat Sheet: 16 MB a try
_WAIT = 1.0  # seconds that a wrong password costs; two are tried at a time
_SHORTEST = 8  # characters of a password


@dataclass(frozen=True, slots=True)
class Hashed:
    """A password as kept: never itself."""

    n: int
    r: int
    p: int
    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, password: str) -> "Hashed":
        """Hash a password with a new salt."""
        salt = secrets.token_bytes(16)
        return cls(_N, _R, _P, salt, _scrypt(password, salt, _N, _R, _P))

    @classmethod
    def read(cls, text: str) -> "Hashed":
        """Read what `line` writes. Raises `ValueError`."""
        kind, n, r, p, salt, digest = text.split("$")
        if kind != "scrypt":
            raise ValueError(f"unknown kind {kind}")
        return cls(int(n), int(r), int(p), bytes.fromhex(salt), bytes.fromhex(digest))

    def line(self) -> str:
        """Return the hash as the file of users holds it."""
        return f"scrypt${self.n}${self.r}${self.p}${self.salt.hex()}${self.digest.hex()}"

    def fits(self, password: str) -> bool:
        """Tell whether this is the hash of `password`, in constant time."""
        return hmac.compare_digest(_scrypt(password, self.salt, self.n, self.r, self.p), self.digest)


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=2**27, dklen=32)


def read_users(file: Path) -> dict[str, Hashed]:
    """Read users and their hashes. Raises `UnusableSettings` with the line that is wrong."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as wrong:
        raise UnusableSettings(f"cannot read {file}: {wrong}; name a file of user:hash lines") from None
    users = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        user, _, hashed = line.strip().partition(":")
        try:
            users[user] = Hashed.read(hashed)
        except ValueError:
            raise UnusableSettings(f"{file}:{number}: not user:hash; make one: python -m app.chat.auth USER") from None
    if not users:
        raise UnusableSettings(f"{file} names no user; make a line: python -m app.chat.auth USER")
    return users


class Login:
    """ASGI middleware: lets nobody through without a name and its password."""

    def __init__(self, app: ASGIApp, users: dict[str, Hashed]) -> None:
        self.app = app
        self._users = users
        self._nobody = Hashed.of(secrets.token_hex(16))  # so that an unknown name takes as long as a known one
        self._key = secrets.token_bytes(32)
        self._known: set[bytes] = set()  # keyed digests of what was right before: a page makes fifty requests
        self._tries = asyncio.Semaphore(2)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its user, or ask who it is."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        user, password = _credentials(Headers(scope=scope).get("authorization", ""))
        if not await self._right(user, password):
            asking = {"www-authenticate": 'Basic realm="Hearsay", charset="UTF-8"'}
            await PlainTextResponse("name and password, please", 401, asking)(scope, receive, send)
            return
        await self.app({**scope, USER: user}, receive, send)

    async def _right(self, user: str, password: str) -> bool:
        if not password:
            return False
        seen = hmac.digest(self._key, f"{len(user)}:{user}:{password}".encode(), "sha256")
        if seen in self._known:
            return True
        async with self._tries:
            right = await asyncio.to_thread(self._users.get(user, self._nobody).fits, password) and user in self._users
            if right:
                self._known.add(seen)
            else:
                await asyncio.sleep(_WAIT)
            return right


def _credentials(header: str) -> tuple[str, str]:
    kind, _, encoded = header.partition(" ")
    try:
        user, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return (user, password) if kind.lower() == "basic" else ("", "")


def main(arguments: list[str]) -> int:
    """Print a line for the file of users."""
    if len(arguments) != 1 or ":" in arguments[0]:
        sys.stderr.write("usage: python -m app.chat.auth USER >> users.txt\n")
        return 2
    password = getpass.getpass(f"Password for {arguments[0]}: ")
    if len(password) < _SHORTEST:
        sys.stderr.write(f"hearsay: a password needs {_SHORTEST} characters or more\n")
        return 2
    sys.stdout.write(f"{arguments[0]}:{Hashed.of(password).line()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
