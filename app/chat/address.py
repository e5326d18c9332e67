"""The address of the chat. Light to import: a taken port is told before anything slow is loaded or built."""

import errno
import ipaddress
import socket
from collections.abc import Callable

from app.errors import Unservable

LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))


def claim(host: str, port: int) -> socket.socket:
    """Take an address and keep it: who connects waits until it is served. Raises `Unservable`."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as refused:
        if refused.errno == errno.EADDRINUSE:
            raise Unservable(
                f"port {port} on {host} is taken; choose another: hearsay chat --port {port + 1}"
            ) from None
        raise Unservable(
            f"cannot serve at {host}:{port}: {refused.strerror or refused}; choose another --host"
        ) from None


def is_local(host: str) -> bool:
    """Tell whether only this machine can reach a chat that listens on `host`."""
    return host in LOOPBACK or (is_number(host) and ipaddress.ip_address(host).is_loopback)


def is_number(host: str) -> bool:
    """Tell whether `host` is an address in numbers."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def own_names(host: str) -> Callable[[str], bool]:
    """Return what tells whether a request names a chat that listens on `host`. A name that is not this machine's may
    be one that a page elsewhere had point here (DNS rebinding). Numbers cannot be made to point elsewhere, so that
    where others are served, too, any will do: behind a forwarded port the machine does not know its own.
    """
    names = LOOPBACK | {host.lower()}
    if is_local(host):
        return names.__contains__
    machine = socket.gethostname().lower()
    names |= {machine, f"{machine.partition('.')[0]}.local", socket.getfqdn().lower()}
    return lambda name: name in names or is_number(name)


def warning(host: str, address: str) -> str:
    """Return what to tell who lets others reach a chat without a name and password; empty where nobody else can."""
    if is_local(host):
        return ""
    return (
        f"hearsay: warning: anyone who can reach {address} can read and change the library; ask for names and passwords"
        " with --auth FILE (a line of it: python -m app.chat.auth NAME)"
    )
