"""Refusals as RFC 9457 problem details: one exception, and a constructor for each kind."""

from collections.abc import Mapping, Sequence
from typing import Any

Fields = Sequence[Mapping[str, str]]


class Problem(Exception):
    """A refusal with an HTTP status, a stable code, a sentence, and the places it concerns.

    `fields` lists `{"pointer": JSON pointer, "message": sentence}`; `extra` holds further members.
    """

    def __init__(
        self,
        status: int,
        code: str,
        title: str,
        detail: str = "",
        *,
        fields: Fields = (),
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail or title)
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.fields: list[dict[str, str]] = [dict(field) for field in fields]
        self.extra: dict[str, Any] = dict(extra or {})

    def as_document(self, instance: str | None = None) -> dict[str, Any]:
        """The members of an `application/problem+json` body; extension members never hide the standard ones.

        `type` stays `about:blank`: clients tell problems apart by `code`.
        """
        document: dict[str, Any] = {
            **self.extra,
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "code": self.code,
        }
        if self.detail:
            document["detail"] = self.detail
        if instance:
            document["instance"] = instance
        if self.fields:
            document["errors"] = self.fields
        return document


def bad_input(detail: str, fields: Fields = ()) -> Problem:
    """422 `invalid`: what was sent cannot be used."""
    return Problem(422, "invalid", "The input is not valid", detail, fields=fields)


def bad_request(detail: str, code: str = "bad_request") -> Problem:
    """400: the request itself is malformed."""
    return Problem(400, code, "The request cannot be read", detail)


def unauthenticated(detail: str = "Sign in to go on.") -> Problem:
    """401 `unauthenticated`."""
    return Problem(401, "unauthenticated", "Not signed in", detail)


def forbidden(detail: str) -> Problem:
    """403 `forbidden`."""
    return Problem(403, "forbidden", "Not allowed", detail)


def not_found(what: str) -> Problem:
    """404 `not_found`; `what` is the noun, such as “file”."""
    return Problem(404, "not_found", "Not found", f"There is no such {what}, or you may not see it.")


def conflict(detail: str, **extra: Any) -> Problem:
    """409 `conflict`; `extra` tells what changed meanwhile."""
    return Problem(409, "conflict", "It has changed meanwhile", detail, extra=extra)


def too_large(detail: str) -> Problem:
    """413 `too_large`."""
    return Problem(413, "too_large", "Too large", detail)


def unmet(criteria: Sequence[Mapping[str, Any]]) -> Problem:
    """422 `gate_unmet` with `unmet: [{criterion, kind, sentence, how, who}]`."""
    count = len(criteria)
    detail = "One criterion is not met." if count == 1 else f"{count} criteria are not met."
    extra = {"unmet": [dict(criterion) for criterion in criteria]}
    return Problem(422, "gate_unmet", "Not ready to move", detail, extra=extra)


def too_many(detail: str = "Too many requests; wait a moment.", retry_after: int | None = None) -> Problem:
    """429 `too_many`; `retry_after` is in seconds."""
    return Problem(429, "too_many", "Too many requests", detail, extra=_retry(retry_after))


def busy(detail: str = "The server is busy; try again shortly.", retry_after: int | None = None) -> Problem:
    """503 `busy`; `retry_after` is in seconds."""
    return Problem(503, "busy", "Busy", detail, extra=_retry(retry_after))


def unavailable(detail: str, retry_after: int) -> Problem:
    """503 `unavailable`: what we stand on is away; `retry_after` is in seconds."""
    return Problem(503, "unavailable", "Not available", detail, extra=_retry(retry_after))


def _retry(after: int | None) -> dict[str, int]:
    return {} if after is None else {"retry_after": after}
