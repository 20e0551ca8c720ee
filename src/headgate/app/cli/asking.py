"""Asks a running server through its API, for commands beside it."""

import json
from collections.abc import Iterator
from http.client import HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import click

from headgate.app.openapi import BASE

CHUNK = 64 * 1024
SECONDS = 60


def options(command: Any) -> Any:
    """`--url` and `--token`, which are given together."""
    token = click.option("--token", envvar="HEADGATE_TOKEN", help="An API token of that server.")
    return click.option("--url", help="Ask the server that runs there instead of opening the store.")(
        token(command)
    )


def ask(url: str, token: str | None, method: str, path: str, body: Any = None) -> HTTPResponse:
    """The open response. Raises ClickException with the server's own sentence."""
    if not token:
        raise click.ClickException("--url needs --token (or the variable HEADGATE_TOKEN).")
    if not url.startswith(("http://", "https://")):
        raise click.ClickException("--url begins with http:// or https://.")
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = Request(url.rstrip("/") + BASE + path, data, headers, method=method)
    return opened(request)


def opened(request: Request, seconds: float = SECONDS) -> HTTPResponse:
    """The open response. Raises ClickException with the server's own sentence."""
    try:
        response: HTTPResponse = urlopen(request, timeout=seconds)
    except HTTPError as error:
        raise click.ClickException(sentence(error.read(), error.reason)) from None
    except URLError as error:
        raise click.ClickException(f"{request.host} does not answer: {error.reason}") from None
    return response


def sentence(body: bytes, otherwise: str) -> str:
    try:
        problem = json.loads(body)
    except ValueError:
        return otherwise
    return str(problem.get("detail") or problem.get("title") or otherwise)


def answer(url: str, token: str | None, method: str, path: str, body: Any = None) -> Any:
    with ask(url, token, method, path, body) as response:
        return json.loads(response.read() or b"null")


def chunks(response: HTTPResponse) -> Iterator[bytes]:
    while part := response.read(CHUNK):
        yield part
