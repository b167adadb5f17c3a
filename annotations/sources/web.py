"""One web address, fetched because the reader asked for it: nothing else in briefreader touches the network.

An address inside the reader's own network is refused, so that a link in an article cannot make the program call a
router or a neighbour's service: names are resolved first, every address they stand for is checked, the connection is
made to the checked address itself, and each redirect goes through all of this again.
"""

import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final, NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from annotations.sources.errors import SourceError

Address = IPv4Address | IPv6Address
Allowed = Callable[[Address], bool]

LIMIT: Final = 20_000_000
_CONNECT_SECONDS: Final = 10.0
_TOTAL_SECONDS: Final = 30.0
_MOST_REDIRECTS: Final = 5
_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_CHUNK: Final = 65_536
_NAT64: Final = IPv6Network("64:ff9b::/96")


class Fetched(NamedTuple):
    """What came: the bytes, the address they came from in the end, media type and charset as the header gives them."""

    content: bytes
    url: str
    media_type: str
    charset: str | None


class _RefusedError(Exception):
    """Why an address was not fetched, in words that follow its name."""


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet, also where an IPv6 address only carries an IPv4 one."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def fetch(url: str, *, allowed: Allowed = is_public, limit: int = LIMIT, seconds: float = _TOTAL_SECONDS) -> Fetched:
    """Return what is at an http or https address. Raises SourceError.

    `allowed` says to which addresses a connection may be made; `limit` is the most bytes taken, `seconds` the longest
    that each of at most six requests may last once its name is resolved.
    """
    here = url
    try:
        for _ in range(_MOST_REDIRECTS + 1):
            answer = _request(here, allowed, limit, seconds)
            if isinstance(answer, Fetched):
                return answer
            here = answer
    except _RefusedError as error:
        where = "" if here == url else f"sends on to {here}, which "
        raise SourceError(url, f"{where}{error}") from error
    raise SourceError(url, f"sends on from one address to the next more than {_MOST_REDIRECTS} times")


def _request(url: str, allowed: Allowed, limit: int, seconds: float) -> Fetched | str:
    """Return the answer, or the address that it sends on to."""
    parts = _checked(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=?~-._')}" if parts.query else ""
    headers = {"User-Agent": "briefreader", "Accept": "text/html, text/*;q=0.9", "Accept-Encoding": "identity"}
    with _connected(host, port, allowed) as raw, _deadline(raw, seconds) as expired:
        try:
            with closing(_connection(parts.scheme, host, port, raw)) as connection:
                connection.request("GET", path + query, headers=headers)
                answer = _answer(connection.getresponse(), url, limit)
                if expired.is_set():
                    raise TimeoutError  # the end of the body was only the end of our patience
                return answer
        except (OSError, http.client.HTTPException) as error:
            if expired.is_set() or isinstance(error, TimeoutError):
                raise _RefusedError(f"took longer than {seconds:g} seconds: save the page and open the file") from error
            if isinstance(error, ssl.SSLError):
                raise _RefusedError(f"cannot be trusted: {_why(error)}") from error
            raise _RefusedError(f"gave no answer: {_why(error)}") from error


def _connection(scheme: str, host: str, port: int, raw: socket.socket) -> http.client.HTTPConnection:
    """Return an HTTP connection over a socket that is connected already."""
    if scheme == "http":
        connection = http.client.HTTPConnection(host, port)
        connection.sock = raw
        return connection
    context = ssl.create_default_context()
    connection = http.client.HTTPSConnection(host, port, context=context)
    connection.sock = context.wrap_socket(raw, server_hostname=host)
    return connection


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _RefusedError(f"is no web address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise _RefusedError("is no web address: it must be like https://example.org/page")
    if parts.username is not None or parts.password is not None:
        raise _RefusedError("has a user name in it: fetch the page with a browser and open the file")
    return parts


@contextmanager
def _connected(host: str, port: int, allowed: Allowed) -> Iterator[socket.socket]:
    """Give a connection to one of the addresses of `host`, all of which are allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _RefusedError(f"cannot be found: no address is known for {host}") from error
    for *_, place in found:
        if not allowed(ip_address(place[0])):
            raise _RefusedError(f"is inside a private network ({place[0]}): only public addresses are fetched")
    problem: OSError | None = None
    for family, kind, protocol, _, place in found:
        raw = socket.socket(family, kind, protocol)
        raw.settimeout(_CONNECT_SECONDS)
        try:
            raw.connect(place)
        except OSError as error:
            raw.close()
            problem = error
            continue
        with closing(raw):
            yield raw
        return
    raise _RefusedError(f"gave no answer: {_why(problem)}") from problem


@contextmanager
def _deadline(raw: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """End the connection after `seconds`, whatever it is doing: a server may send one byte at a time."""
    expired = threading.Event()
    handle = raw.dup()  # the one that stays when TLS takes the socket over

    def expire() -> None:
        expired.set()
        handle.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, expire)
    timer.daemon = True
    timer.start()
    try:
        yield expired
    finally:
        timer.cancel()
        handle.close()


def _answer(response: http.client.HTTPResponse, url: str, limit: int) -> Fetched | str:
    if response.status in _REDIRECTS and (location := response.headers.get("Location")):
        try:
            return urljoin(url, location)
        except ValueError as error:
            raise _RefusedError(f"sends on to {location}, which is no web address") from error
    if response.status != 200:
        raise _RefusedError(f"answers {response.status} {response.reason}")
    return Fetched(
        content=_body(response, limit),
        url=url,
        media_type=response.headers.get_content_type(),
        charset=response.headers.get_content_charset(),
    )


def _body(response: http.client.HTTPResponse, limit: int) -> bytes:
    """Read the body, at most `limit` bytes of it, unpacked."""
    packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", "deflate"):
        raise _RefusedError(f"is packed in a way that is not known here ({packing})")
    unpack = zlib.decompressobj(wbits=47) if packing != "identity" else None
    parts: list[bytes] = []
    left = limit
    while chunk := response.read(_CHUNK):
        part = _unpacked(unpack, chunk, left) if unpack else chunk
        left -= len(part)
        if left < 0:
            raise _RefusedError(f"is larger than {limit // 1_000_000} MB, the most that is read")
        parts.append(part)
    if response.length or (unpack and not unpack.eof):
        raise _RefusedError("gave no answer: it was cut off")
    return b"".join(parts)


def _unpacked(unpack: "zlib._Decompress", chunk: bytes, left: int) -> bytes:
    try:
        return unpack.decompress(chunk, left + 1)
    except zlib.error as error:
        raise _RefusedError("is packed, and damaged") from error


def _why(error: BaseException | None) -> str:
    text = getattr(error, "strerror", None) or (str(error) if error else "")
    return text or type(error).__name__
