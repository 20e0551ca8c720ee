"""What an operator may choose: from the environment, else from a TOML file, else the defaults below."""

import os
import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, Literal

PREFIX = "HEADGATE_"
FILE = "headgate.toml"
LogStyle = Literal["text", "json"]
LogLevel = Literal["debug", "info", "warning", "error"]


class BadSettings(Exception):
    """A setting that is unknown or has a value that cannot be used; the message names it and its source."""


@dataclass(frozen=True)
class Settings:
    """Each is also an environment variable: `port` is HEADGATE_PORT."""

    host: Annotated[str, "The address to listen at; 0.0.0.0 opens the server to the network."] = "127.0.0.1"
    port: Annotated[int, "The port to listen at."] = 8000
    data: Annotated[Path, "The folder of the embedded store, its files and backups."] = Path("data")
    database_url: Annotated[
        str | None, "A PostgreSQL database in place of the embedded store: postgresql://user@host/name."
    ] = None
    workers: Annotated[int, "Server processes; more than one needs a PostgreSQL database."] = 1
    public_url: Annotated[
        str | None, "The address at which people reach the server, where a proxy stands before it."
    ] = None
    secret_key: Annotated[
        str | None,
        "What the secrets of second factors are encrypted with, 32 characters or more; when it is left out a "
        "key is made in the data folder (`secret.key`). Servers that share a database need the same.",
    ] = field(default=None, repr=False)
    metrics: Annotated[
        bool,
        "Answer /metrics to this machine (1), in the format of Prometheus; not together with a public_url.",
    ] = False
    metrics_token: Annotated[
        str | None, "Answer /metrics to whoever sends this as a bearer token, from anywhere."
    ] = field(default=None, repr=False)
    proxies: Annotated[
        int, "How many proxies stand before the server and write `X-Forwarded-For`; 0 when there is none."
    ] = 0
    limit_session: Annotated[int, "Requests a minute that one session may make, in each process."] = 6000
    limit_token: Annotated[int, "Requests a minute that one API token may make, in each process."] = 6000
    limit_address: Annotated[
        int, "Requests a minute that one address may make with no valid session or token, in each process."
    ] = 600
    log: Annotated[LogStyle, "How to log: text for people, json for machines."] = "text"
    log_level: Annotated[LogLevel, "The least that is logged."] = "info"
    max_upload: Annotated[int, "The largest upload for an import, in bytes."] = 200_000_000
    max_body: Annotated[int, "The largest other request, in bytes."] = 2_000_000

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the server."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = self.local_host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def local_host(self) -> str:
        """The host by which this machine reaches itself."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process. Raises BadSettings."""
    given = dict(os.environ if environment is None else environment)
    named = given.pop(f"{PREFIX}CONFIG", None)
    values = from_file(Path(named), must_exist=True) if named else from_file(Path(FILE), must_exist=False)
    for key, text in given.items():
        name = key.removeprefix(PREFIX).lower()
        if key.startswith(PREFIX) and not name.startswith(ELSEWHERE):
            values[name] = converted(name, text, key)
    settings = Settings(**values)
    if settings.workers > 1 and settings.database_url is None:
        raise BadSettings("workers: the embedded store belongs to one process; name a database_url first.")
    if settings.secret_key is not None and len(settings.secret_key) < LEAST_KEY:
        raise BadSettings(
            f"secret_key: it has at least {LEAST_KEY} characters. Make one: `openssl rand -hex 32`."
        )
    if settings.metrics and settings.public_url and settings.metrics_token is None:
        raise BadSettings("metrics: behind a proxy everybody comes from this machine; set a metrics_token.")
    if settings.metrics_token is not None and len(settings.metrics_token) < LEAST_KEY:
        raise BadSettings(
            f"metrics_token: it has at least {LEAST_KEY} characters. Make one: `openssl rand -hex 32`."
        )
    return settings


LEAST_KEY = 32
ELSEWHERE = ("test_", "samples")
"""Variables of the test suite."""


def meanings() -> list[tuple[str, str, Any]]:
    """Name, meaning and default of each setting, for the reference page."""
    hints = typing.get_type_hints(Settings, include_extras=True)
    return [(each.name, hints[each.name].__metadata__[0], each.default) for each in fields(Settings)]


def from_file(path: Path, *, must_exist: bool) -> dict[str, Any]:
    if not path.is_file():
        if must_exist:
            raise BadSettings(f"{path}: there is no such file.")
        return {}
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path}: {error}") from None
    return {name: converted(name, value, str(path)) for name, value in found.items()}


def converted(name: str, value: Any, source: str) -> Any:
    """The value as its field wants it. Raises BadSettings that names the setting, and what is near to it."""
    known = {each.name for each in fields(Settings)}
    if name not in known:
        raise BadSettings(f"{source}: there is no setting “{name}”. There are: {', '.join(sorted(known))}.")
    wanted = typing.get_type_hints(Settings)[name]
    if isinstance(wanted, types.UnionType):
        wanted = next(part for part in typing.get_args(wanted) if part is not types.NoneType)
    if typing.get_origin(wanted) is Literal:
        choices = typing.get_args(wanted)
        if value not in choices:
            raise BadSettings(f"{source}: “{name}” is one of {', '.join(choices)}, not {value!r}.")
        return value
    if wanted is bool:
        return switch(name, value, source)
    if wanted is int:
        return whole_number(name, value, source)
    if not isinstance(value, str) or not value:
        raise BadSettings(f"{source}: “{name}” is a text, not {value!r}.")
    return wanted(value)


SWITCH = {"1": True, "true": True, "0": False, "false": False}


def switch(name: str, value: Any, source: str) -> bool:
    found = value if isinstance(value, bool) else SWITCH.get(str(value).lower())
    if found is None:
        raise BadSettings(f"{source}: “{name}” is 1 or 0, not {value!r}.")
    return found


FROM_NOTHING = ("port", "proxies")


def whole_number(name: str, value: Any, source: str) -> int:
    try:
        number = int(value) if isinstance(value, str) else value
    except ValueError:
        number = None
    if not isinstance(number, int) or isinstance(number, bool) or number < (0 if name in FROM_NOTHING else 1):
        raise BadSettings(f"{source}: “{name}” is a whole number, not {value!r}.")
    return number
