"""The address of the chat. Light to import: a taken port is told before anything slow is loaded or built."""

import errno
import socket

from app.errors import Unservable


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
