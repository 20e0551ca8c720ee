"""Passwords: hashed and checked in threads of their own, never on the event loop."""

import asyncio
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from headgate.core.fields.given import wrong
from headgate.records.members.entering import LEAST, MOST
from headgate.records.members.weak_passwords import is_weak

T = TypeVar("T")
# OWASP's second choice for Argon2id: 19 MiB, two passes, one lane.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Two at a time: a burst of sign-ins takes neither all memory nor all cores.
THREADS = ThreadPoolExecutor(2, "headgate-password")


WEAK = (
    "This is one of the passwords that are guessed first. Choose another, such as four words of a sentence."
)


def check_new(password: str, place: str, *, about: Sequence[str] = ()) -> None:
    """Raises 422 for a password that is too short, too long or too common. `about`: see `is_weak`."""
    if not LEAST <= len(password) <= MOST:
        raise wrong(place, f"A password has between {LEAST} and {MOST} characters.")
    if is_weak(same_form(password), about):
        raise wrong(place, WEAK)


def hash_of(password: str) -> str:
    """The Argon2id hash, some 20 ms of work: on the command line here, in a server through `hashed`."""
    return HASHER.hash(same_form(password))


async def hashed(password: str) -> str:
    return await in_thread(lambda: hash_of(password))


async def fits(password: str, known: str | None) -> bool:
    """Whether the password is the one behind the hash; as long in coming where there is no hash."""
    return await in_thread(lambda: matches(password, known or no_hash())) and known is not None


def matches(password: str, known: str) -> bool:
    try:
        return HASHER.verify(known, same_form(password))
    except (Argon2Error, InvalidHashError):
        return False


def same_form(password: str) -> str:
    """Keyboards compose accents differently."""
    return unicodedata.normalize("NFC", password)


@cache
def no_hash() -> str:
    """The hash of nobody's password, so that an unknown e-mail costs what a known one costs."""
    return HASHER.hash(secrets.token_hex())


async def in_thread(work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(THREADS, work)
