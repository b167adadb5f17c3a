"""Web addresses: only public ones, only as much and as long as is sensible, checked again at each redirect."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from annotations.sources import SourceError, load
from annotations.sources.web import Address, fetch, is_public

PAGE = (
    b"<!DOCTYPE html><title>T</title><article><p>"
    + b"The ferry sailed at noon, the mayor said. " * 4
    + b"</p></article>"
)
Answer = Callable[[BaseHTTPRequestHandler], None]


def loopback(address: Address) -> bool:
    return str(address) == "127.0.0.1"


class Site:
    """A server on the loopback interface; `answers` says what is at each path, `asked` what was asked for."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                with suppress(OSError):
                    site.answers.get(self.path, answer(404))(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()


def answer(status: int, body: bytes = b"", **headers: str) -> Answer:
    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return say


def raw(content: bytes) -> Answer:
    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(content)

    return say


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


def refusal(url: str, **options: object) -> str:
    with pytest.raises(SourceError) as caught:
        fetch(url, **{"allowed": loopback, **options})  # type: ignore[arg-type]
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_page_is_fetched_and_read(site: Site) -> None:
    site.answers["/news?a=1&b=%20c"] = answer(200, PAGE, Content_Type="text/html; charset=utf-8")
    document = load(f"{site.url}/news?a=1&b=%20c", allowed=loopback)
    assert document.text.startswith("The ferry sailed") or "The ferry sailed" in document.text
    assert document.source == f"{site.url}/news?a=1&b=%20c"
    (path, headers), *_ = site.asked
    assert path == "/news?a=1&b=%20c"
    assert headers["Host"] == site.url.removeprefix("http://")
    assert headers["User-Agent"] == "briefreader"


def test_the_charset_of_the_header_and_the_kind_by_the_suffix(site: Site) -> None:
    site.answers["/a.txt"] = answer(200, "été\n".encode("cp1252"), Content_Type="text/plain; charset=ISO-8859-1")
    site.answers["/b.md"] = answer(200, b"# Title\n\n*Words.*\n", Content_Type="text/plain")
    site.answers["/c"] = answer(200, PAGE, Content_Type="application/octet-stream")
    assert load(f"{site.url}/a.txt", allowed=loopback).text == "été\n"
    assert load(f"{site.url}/b.md", allowed=loopback).text == "Title\n\nWords.\n"
    assert "<p>" not in load(f"{site.url}/c", allowed=loopback).text


def test_a_packed_answer_is_unpacked(site: Site) -> None:
    site.answers["/"] = answer(
        200, gzip.compress(b"words\n" * 1000), Content_Encoding="gzip", Content_Type="text/plain"
    )
    assert fetch(f"{site.url}/", allowed=loopback).content == b"words\n" * 1000


def test_redirects_are_followed_and_each_is_checked(site: Site) -> None:
    site.answers["/old"] = answer(301, Location="/new")
    site.answers["/new"] = answer(200, b"words\n", Content_Type="text/plain")
    assert fetch(f"{site.url}/old", allowed=loopback).url == f"{site.url}/new"
    port = site.server.server_port
    for location in (
        f"http://127.0.0.2:{port}/new",
        f"http://localhost.localdomain.invalid:{port}/",
        "file:///etc/passwd",
    ):
        site.answers["/trap"] = answer(302, Location=location)
        asked = len(site.asked)
        message = refusal(f"{site.url}/trap")
        assert location in message
        assert len(site.asked) == asked + 1
    site.answers["/loop"] = answer(302, Location="/loop")
    assert "more than 5 times" in refusal(f"{site.url}/loop")


def test_loopback_is_refused_unless_it_is_asked_for(site: Site) -> None:
    for host in ("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "[::ffff:127.0.0.1]"):
        with pytest.raises(SourceError, match=r"private network|cannot be found"):
            load(f"http://{host}:{site.server.server_port}/")
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
        "2002:7f00:1::", "2002:a00:1::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2001:db8::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::101:101"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_a_name_that_stands_for_a_private_address_too_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
    answers = [(*stream, ("93.184.216.34", 80)), (*stream, ("192.168.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(SourceError, match=r"private network \(192\.168\.0\.1\)"):
        fetch("http://rebound.example/")


def test_too_much_is_refused_packed_or_not(site: Site) -> None:
    site.answers["/big"] = answer(200, b"x" * 2_000_001, Content_Type="text/plain")
    packed = gzip.compress(b"x" * 50_000_000)
    site.answers["/bomb"] = answer(200, packed, Content_Encoding="gzip", Content_Type="text/plain")
    assert "larger than 2 MB" in refusal(f"{site.url}/big", limit=2_000_000)
    assert "larger than 2 MB" in refusal(f"{site.url}/bomb", limit=2_000_000)


def test_a_server_that_dawdles_is_left(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    def drip_headers(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(200):
            handler.wfile.write(f"X-{number}: 1\r\n".encode())
            time.sleep(0.05)

    site.answers["/body"], site.answers["/head"] = drip, drip_headers
    for path in ("/body", "/head"):
        assert "took longer than 0.3 seconds" in refusal(site.url + path, seconds=0.3)


def test_answers_that_are_none(site: Site) -> None:
    site.answers["/odd"] = raw(b"nonsense\r\n\r\n")
    site.answers["/cut"] = answer(200, b"half", Content_Length="100")
    site.answers["/br"] = answer(200, b"..", Content_Encoding="br")
    site.answers["/torn"] = answer(200, b"no gzip", Content_Encoding="gzip")
    assert "404" in refusal(f"{site.url}/nothing")
    assert "gave no answer" in refusal(f"{site.url}/odd")
    assert "gave no answer" in refusal(f"{site.url}/cut")
    assert "not known here (br)" in refusal(f"{site.url}/br")
    assert "damaged" in refusal(f"{site.url}/torn")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert "gave no answer" in refusal(f"http://127.0.0.1:{free.getsockname()[1]}/")


def test_tls_without_a_good_certificate_is_refused(site: Site) -> None:
    message = refusal(site.url.replace("http:", "https:"))
    assert "cannot be trusted" in message


def test_what_a_hostile_server_says_is_shown_harmless(site: Site) -> None:
    site.answers["/"] = raw(b"HTTP/1.1 500 \x1b]0;owned\x07\r\n\r\n")
    site.answers["/r"] = answer(302, Location="http://\x1b[31m.example/")
    assert "\x1b" not in refusal(f"{site.url}/")
    assert "\x1b" not in refusal(f"{site.url}/r")


@pytest.mark.parametrize(
    "url",
    [
        "http://", "https:///path", "http://user:secret@example.org/", "http://example.org:99999/", "http://[::1/",
        "http://a b/", "http://" + "a" * 300 + ".example/", "http://exa\nmple.invalid/", "http://example.invalid:0/",
    ],
)  # fmt: skip
def test_addresses_that_are_none(url: str) -> None:
    message = refusal(url)
    assert "secret" not in message or url in message


def test_other_kinds_of_file_are_refused(site: Site) -> None:
    site.answers["/a.json"] = answer(200, b"{}", Content_Type="application/json")
    site.answers["/a.pdf"] = answer(200, b"%PDF-1.7", Content_Type="text/html")
    for path, kind in (("/a.json", "application/json"), ("/a.pdf", "a PDF file")):
        with pytest.raises(SourceError, match=kind):
            load(site.url + path, allowed=loopback)
