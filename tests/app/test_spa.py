"""The web application: its page with session and policy, its files in their smallest form."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from headgate.app import spa
from headgate.app.bundle import Bundle
from tests.app.conftest import Client

# Nothing here depends on the engine.
pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)
PAGE = "<!doctype html><html><head><title>H</title></head><body></body></html>"
CODE = b"export const a = 1;\n" * 50
BOOT = re.compile(r'<script type="application/json" id="boot">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small bundle in a folder of its own."""
    folder = tmp_path / "web"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "boot.js").write_bytes(CODE)
    (folder / "assets" / "a-1234.js").write_bytes(CODE)
    (folder / "assets" / "a-1234.js.gz").write_bytes(gzip.compress(CODE))
    (folder / "assets" / "a-1234.js.br").write_bytes(b"pretend that this is brotli")
    monkeypatch.setattr(spa, "bundle", Bundle(folder))
    yield folder


HTML = {"accept": "text/html,application/xhtml+xml"}


@pytest.mark.parametrize("path", ["/", "/index.html", "/p/pipe_1", "/deals/deal_1?x=1", "/assetsx"])
def test_every_address_of_a_person_is_the_page(stranger: Client, path: str) -> None:
    answer = stranger.get(path, headers=HTML)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-cache, private"
    assert json.loads(BOOT.findall(answer.text)[0]) == {"session": None, "base": "/"}


def test_the_page_carries_the_session(client: Client) -> None:
    said = BOOT.findall(client.get("/", headers=HTML).text)[0]
    assert json.loads(said)["session"] == client.get("/api/v1/session").json()


def test_names_cannot_end_the_block(client: Client) -> None:
    name = "</script><script>alert(1)</script><!-- \u2028"
    version = client.get("/api/v1/workspace").json()["version"]
    assert client.patch("/api/v1/workspace", json={"name": name, "version": version}).status_code == 200
    text = client.get("/", headers=HTML).text
    assert text.count("<script") == 1
    assert json.loads(BOOT.findall(text)[0])["session"]["workspace"]["name"].startswith("</script>")


def test_the_policy_allows_our_own_code_alone(stranger: Client) -> None:
    answer = stranger.get("/", headers=HTML)
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    (nonce,) = re.findall(r"'nonce-([^']+)'", policy)
    assert f'<meta property="csp-nonce" nonce="{nonce}"' in answer.text
    assert nonce not in stranger.get("/", headers=HTML).headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/", "/boot.js", "/assets/a-1234.js", "/api/v1/session", "/healthz", "/none"]
)
def test_headers_of_every_response(stranger: Client, path: str) -> None:
    headers = stranger.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert len(headers.get_list("content-security-policy")) == 1


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("", None),
        ("zstd", None),
    ],
)
def test_files_come_in_their_smallest_form(stranger: Client, accepts: str, encoding: str | None) -> None:
    with stranger.stream("GET", "/assets/a-1234.js", headers={"accept-encoding": accepts}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "accept-encoding"
    if encoding is None:
        assert raw == CODE
    if encoding == "gzip":
        assert gzip.decompress(raw) == CODE


def test_a_file_whose_name_stays_is_asked_for_again(stranger: Client) -> None:
    first = stranger.get("/boot.js")
    assert first.headers["cache-control"] == "no-cache"
    again = stranger.get("/boot.js", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/assets/gone-1.js", "/assets/../../app/main.py", "/%2e%2e/%2e%2e/etc/passwd", "/boot.js.gz"]
)
def test_what_is_not_ours_is_not_there(stranger: Client, path: str) -> None:
    assert stranger.get(path, headers={"accept": "*/*"}).status_code == 404
    assert b"root:" not in stranger.get(path, headers=HTML).content


def test_a_lost_chunk_is_missing_even_for_a_person(stranger: Client) -> None:
    assert stranger.get("/assets/gone-1.js", headers=HTML).status_code == 404


def test_head_and_other_methods(stranger: Client) -> None:
    assert stranger.head("/", headers=HTML).status_code == 200
    assert stranger.post("/p/pipe_1", headers=HTML).status_code == 405


def test_without_a_bundle_it_says_what_to_do(stranger: Client, built: Path) -> None:
    assert stranger.get("/", headers=HTML).status_code == 200
    (built / "index.html").unlink()
    answer = stranger.get("/", headers=HTML)
    assert (answer.status_code, "make web" in answer.text) == (503, True)
    (built / "index.html").write_text(PAGE.replace("H", "New"))
    assert "<title>New" in stranger.get("/", headers=HTML).text
