"""The usual answer, a JSON document, on a short way out; all others go Litestar's way."""

from typing import Any

import msgspec
from litestar import Response
from litestar.response.base import ASGIResponse
from litestar.serialization import default_serializer
from litestar.types import Receive, Scope, Send

ENCODER = msgspec.json.Encoder(enc_hook=default_serializer)
JSON = "application/json"
EMPTY = frozenset((204, 304))


class Document(ASGIResponse):
    """An encoded document about to be sent."""

    def __init__(self, body: bytes, status_code: int) -> None:
        self.body, self.status_code = body, status_code

    def encode_headers(self) -> list[tuple[bytes, bytes]]:
        return [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(self.body))]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send(
            {"type": "http.response.start", "status": self.status_code, "headers": self.encode_headers()}
        )
        await send({"type": "http.response.body", "body": self.body, "more_body": False})


class Answer(Response[Any]):
    """What a route's value becomes. Header objects and cookies to merge, of which it has none, would cost a
    quarter of what a deal by its id costs."""

    def to_asgi_response(self, *args: Any, **options: Any) -> ASGIResponse:
        bare = not (self.headers or self.cookies or self.background or any_of(options))
        if bare and self.media_type == JSON and self.status_code not in EMPTY:
            return Document(ENCODER.encode(self.content), self.status_code or 200)
        return super().to_asgi_response(*args, **options)


def any_of(options: dict[str, Any]) -> bool:
    """Whether the route adds something of its own: headers, cookies, another status."""
    return any(value for name, value in options.items() if name != "request")
