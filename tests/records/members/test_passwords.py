"""Password hashes and counted attempts, without a store."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta

import pytest

from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.members import attempts, passwords


def test_a_hash_fits_its_password_alone() -> None:
    known = passwords.hash_of("pässwörd lång")
    assert known.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.hash_of("pässwörd lång") != known
    assert asyncio.run(passwords.fits("pässwörd lång", known))
    assert asyncio.run(passwords.fits("pa\u0308sswo\u0308rd la\u030ang", known)), "accents composed otherwise"
    assert not asyncio.run(passwords.fits("passwörd lång", known))
    assert not asyncio.run(passwords.fits("pässwörd lång", "no hash at all"))
    assert not asyncio.run(passwords.fits("pässwörd lång", None))


def test_hashing_happens_off_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    real = passwords.matches

    def watched(password: str, known: str) -> bool:
        seen.append(threading.get_ident())
        return real(password, known)

    monkeypatch.setattr(passwords, "matches", watched)
    asyncio.run(passwords.fits("a password", None))
    assert len(seen) == 1 and seen[0] != threading.get_ident()


def test_an_unknown_e_mail_costs_what_a_known_one_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    def watched(password: str, known: str) -> bool:
        checked.append(known)
        return True

    monkeypatch.setattr(passwords, "matches", watched)
    assert not asyncio.run(passwords.fits("a password", None)), "nobody's hash lets nobody in"
    assert len(checked) == 1 and checked[0].startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(("length", "good"), [(9, False), (10, True), (200, True), (201, False)])
def test_the_length_of_a_password(length: int, good: bool) -> None:
    try:
        passwords.check_new("x" * length, "/new")
        passed = True
    except Problem as problem:
        passed = problem.fields[0]["pointer"] != "/new"
    assert passed is good


def test_attempts_are_counted_each_by_itself_and_forgotten_in_time() -> None:
    with clock.frozen(datetime(2026, 11, 24, 12, tzinfo=UTC)):
        counted = attempts.Attempts()
        for i in range(10):
            counted.begin("a", f"b{i}")
            clock.advance(timedelta(minutes=1))
        with pytest.raises(Problem) as refused:
            counted.begin("fresh", "a")
        assert (refused.value.status, refused.value.extra["retry_after"]) == (429, 301)
        assert len(counted.times.get("fresh", [])) == 0, "an attempt that is refused counts for nobody"
        clock.advance(timedelta(minutes=5))
        counted.begin("a")
        with pytest.raises(Problem):
            counted.begin("a")
        counted.succeeded("a")
        counted.begin("a")


def test_attempts_take_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "KEYS", 5)
    counted = attempts.Attempts()
    for i in range(20):
        counted.begin(f"k{i}")
    assert list(counted.times) == [f"k{i}" for i in range(15, 20)]
