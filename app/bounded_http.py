"""HTTP to a server that nobody has to trust: a request sends little, takes little, and is over in time.

httpx's timeouts are for one read each, so that a server which drips its headers, a byte a second, is waited for without
end. Here each step, from the connection to the last byte, has what is left of one deadline, by a network backend of
httpcore's; only asking the resolver for the host's addresses takes what the system lets it take.
"""

import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

import httpcore
import httpx
from typing_extensions import override

MOST_BYTES: Final = 2_000_000  # of one response: far beyond any completion, each piece of which comes in some 300
# What a request needs. The client would add the machine's system and Python, and headers that the environment names.
SENT: Final = frozenset(b"host content-type content-length accept authorization connection user-agent".split())
UNCOMPRESSED: Final = (b"accept-encoding", b"identity")  # else a small response could hold more than memory does


class TooMuch(httpx.TransportError):
    """More came than `MOST_BYTES`."""


class Bounded(httpx.BaseTransport):
    """Sends only the headers that are needed; ends what grows too long or is not over `seconds` after this was made.

    Raises `TooMuch`, `httpx.ReadTimeout`, or another `httpx.TransportError` where the connection fails.
    """

    def __init__(self, seconds: float, anonymous: bool) -> None:
        backend = _Until(time.monotonic() + seconds)
        self._pool = httpcore.ConnectionPool(ssl_context=_certificates(), network_backend=backend)
        self._sent = SENT - {b"authorization"} if anonymous else SENT

    @override
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Pass a request on."""
        assert isinstance(request.stream, httpx.SyncByteStream)
        url = request.url
        passed = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=[*((n, v) for n, v in request.headers.raw if n.lower() in self._sent), UNCOMPRESSED],
            content=request.stream,
            extensions=request.extensions,
        )
        with _as_httpx():
            response = self._pool.handle_request(passed)
        if any(name.lower() == b"content-encoding" for name, _ in response.headers):
            response.close()
            raise httpx.RemoteProtocolError("the response is compressed, though that was not asked for")
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    @override
    def close(self) -> None:
        """Drop the connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    @override
    def __iter__(self) -> Iterator[bytes]:
        length = 0
        with _as_httpx():
            for part in self._response.iter_stream():
                length += len(part)
                if length > MOST_BYTES:
                    raise TooMuch("the response is too long")
                yield part

    @override
    def close(self) -> None:
        self._response.close()


@contextmanager
def _as_httpx() -> Iterator[None]:
    """Raise httpcore's errors as those that a client of httpx knows."""
    try:
        yield
    except httpcore.TimeoutException as late:
        raise httpx.ReadTimeout("the server takes too long") from late
    except (httpcore.NetworkError, httpcore.ProtocolError) as broken:
        raise httpx.TransportError("the connection cannot be made, or broke") from broken


class _Until(httpcore.NetworkBackend):
    """Connects as httpcore does, and lets no step go on beyond `deadline`, in seconds of the monotonic clock."""

    def __init__(self, deadline: float) -> None:
        self._inner = httpcore.SyncBackend()
        self._deadline = deadline

    @override
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that lets us."""
        refused: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in _addresses(host, port):
            left = _left(self._deadline, timeout)
            try:
                stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failure:
                refused = failure
            else:
                return _StreamUntil(stream, self._deadline)
        raise refused or httpcore.ConnectError("the host has no address")


class _StreamUntil(httpcore.NetworkStream):
    """A connection, each use of which has at most what is left until `deadline`."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    @override
    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._deadline, timeout))

    @override
    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._deadline, timeout))

    @override
    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _StreamUntil(secured, self._deadline)

    @override
    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

    @override
    def close(self) -> None:
        self._inner.close()


def _addresses(host: str, port: int) -> list[str]:
    """Return the addresses of a host, each of which would else be tried for a whole timeout."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as unknown:
        raise httpcore.ConnectError(str(unknown)) from unknown
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def _left(deadline: float, timeout: float | None) -> float:
    """Return the seconds that one step may take. Raises `httpcore.ReadTimeout` where none are left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for the whole request is over")
    return left if timeout is None else min(left, timeout)


@cache
def _certificates() -> ssl.SSLContext:
    """Return whom to trust: reading it anew for each question would take longer than finding what answers it."""
    return httpx.create_ssl_context(trust_env=False)
