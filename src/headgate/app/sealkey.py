"""The key that seals small secrets: from the setting, else from a file that is made at its first use."""

import hashlib
import os
import secrets
from collections.abc import Callable
from functools import cache
from pathlib import Path

from headgate.app.settings import BadSettings, Settings
from headgate.kit.clock import now
from headgate.kit.sealing import KEY_BYTES

FILE = "secret.key"


def key_of(settings: Settings) -> Callable[[], bytes]:
    """Gives the key when it is first asked for. That raises BadSettings for a file that holds no key."""

    @cache
    def key() -> bytes:
        if settings.secret_key:
            return hashlib.sha256(settings.secret_key.encode()).digest()
        return kept(settings.data / FILE)

    return key


def kept(path: Path) -> bytes:
    """The key in the file; a new one where there is no file."""
    if not path.exists():
        make(path)
    try:
        found = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError:
        found = b""
    if len(found) != KEY_BYTES:
        raise BadSettings(f"{path} holds no key. Put back the file that belongs to this store.")
    return found


def saved(settings: Settings) -> str | None:
    """The text of the key's file, for a backup; None where there is none, or where the setting is used."""
    path = settings.data / FILE
    return path.read_text("ascii") if settings.secret_key is None and path.exists() else None


def put_back(settings: Settings, text: str) -> Path | None:
    """Makes that the key; gives where another one was laid. A key that is a setting stays one."""
    path = settings.data / FILE
    if settings.secret_key is not None or (path.exists() and path.read_text("ascii") == text):
        return None
    former = None
    if path.exists():
        former = path.with_name(f"{FILE}.before-{now():%Y%m%dT%H%M%S.%f}")
        path.rename(former)
    make(path, text)
    return former


def make(path: Path, text: str | None = None) -> None:
    """Writes a new key (or that one) that its owner alone may read; where two processes do, the first
    one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text or secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link and not a rename: it never takes the place of a key that is in use.
        os.link(fresh, path)
    except FileExistsError:
        return
    finally:
        fresh.unlink()
