"""Headers of every response: what a browser may load, and who may frame it."""

from typing import Any

from litestar.types import Message, Scope

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
    b"content-security-policy": DATA_POLICY.encode(),
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}


async def add_headers(message: Message, scope: Scope) -> None:
    """Adds what the response does not say itself."""
    if message["type"] != "http.response.start":
        return
    headers: list[Any] = list(message.get("headers", []))
    said = {bytes(name).lower() for name, _ in headers}
    message["headers"] = [*headers, *((name, value) for name, value in ALWAYS.items() if name not in said)]
