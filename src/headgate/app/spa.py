"""Serves the web application: its files as they are, its one page for every other address."""

import secrets
from typing import Any

import msgspec
from litestar import Response, route
from litestar.handlers import HTTPRouteHandler

from headgate.app.bundle import ASKED_AGAIN, PAGE, Bundle, File
from headgate.app.headers import PAGE_POLICY
from headgate.core.edge import COOKIE, AnyRequest, Credentials, digest, house
from headgate.kit.errors import not_found
from headgate.records.members.signin import session_of
from headgate.store.engine import Tx

HTML = "text/html"
MISSING = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Headgate</title></head>
<body><h1>The web application is not built</h1>
<p>Run <code>make web</code> and load this page again. The API, under <code>/api/v1</code>, works.</p>
</body></html>"""
bundle = Bundle()


class Boot(msgspec.Struct):
    """What the page carries, to save a round trip: the session, if there is one."""

    session: Any
    base: str = "/"


@route(
    ["/", "/{path:path}"], http_method=["GET", "HEAD"], include_in_schema=False, opt={"permission": "open"}
)
async def web(request: AnyRequest) -> Response[bytes]:
    name = request.url.path.lstrip("/")
    files = bundle.look()
    if name in files and name != PAGE:
        return send(request, files[name])
    person = not name or "text/html" in request.headers.get("accept", "")
    if name.startswith("assets/") or not person:
        raise not_found("file")
    if PAGE not in files:
        return Response(MISSING, media_type=HTML, status_code=503)
    return await page(request, files[PAGE])


def send(request: AnyRequest, file: File) -> Response[bytes]:
    headers = {"cache-control": file.cache, "etag": file.etag, "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == file.etag:
        return Response(b"", status_code=304, headers=headers)
    encoding, content = file.for_browser(request.headers.get("accept-encoding", ""))
    if encoding != "identity":
        headers["content-encoding"] = encoding
    return Response(content, media_type=file.media_type, headers=headers)


async def page(request: AnyRequest, file: File) -> Response[bytes]:
    """The page with its session and a nonce, so it is never kept."""
    nonce = secrets.token_urlsafe(16)
    data = msgspec.json.encode(Boot(await session(request)))
    # A script element, of whatever type, ends at the first "</".
    safe = (
        data.replace(b"<", b"\\u003c")
        .replace(b"\xe2\x80\xa8", b"\\u2028")
        .replace(b"\xe2\x80\xa9", b"\\u2029")
    )
    parts = (
        f'<meta property="csp-nonce" nonce="{nonce}" content="{nonce}">'.encode(),
        b'<script type="application/json" id="boot">' + safe + b"</script>",
    )
    content = file.forms["identity"].replace(b"</head>", b"".join(parts) + b"</head>", 1)
    headers = {"cache-control": f"{ASKED_AGAIN}, private", "vary": "cookie"}
    headers["content-security-policy"] = PAGE_POLICY.format(nonce=nonce)
    return Response(content, media_type=HTML, headers=headers)


async def session(request: AnyRequest) -> Any:
    """What GET /session would say, None for nobody."""
    secret = request.cookies.get(COOKIE)
    if not secret:
        return None
    own = house(request)

    def work(tx: Tx) -> Any:
        actor = own.resolve(tx, Credentials("session", digest(secret)))
        return None if actor is None else session_of(tx, actor)

    return await own.store.reading(work)


routes: list[HTTPRouteHandler] = [web]
