"""Headers of every response: what a browser may load, and who may frame it."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar.types import Message, Scope

from headgate.app.settings import Settings

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""Of a page; the nonce is for the few style elements that a widget library adds."""

DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

ALWAYS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"cache-control": b"no-store",
    b"content-security-policy": DATA_POLICY.encode(),
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}


HSTS = b"max-age=31536000"
"""A year; without the neighbours under the same name, which are not ours to decide about."""


def headers_for(settings: Settings) -> Callable[[Message, Scope], Awaitable[None]]:
    """What adds to each response that which it does not say itself."""
    own = dict(ALWAYS)
    if (settings.public_url or "").startswith("https://"):
        own[b"strict-transport-security"] = HSTS

    async def add_headers(message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        headers: list[Any] = list(message.get("headers", []))
        said = {bytes(name).lower() for name, _ in headers}
        message["headers"] = [*headers, *((name, value) for name, value in own.items() if name not in said)]

    return add_headers
