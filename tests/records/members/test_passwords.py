"""Password hashes, and which passwords are refused; without a store."""

import asyncio
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit.errors import Problem
from headgate.records.members import passwords, weak_passwords


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
        passwords.check_new(("sturdy " * 40 + "mule")[-length:], "/new")
        passed = True
    except Problem as problem:
        passed = problem.fields[0]["pointer"] != "/new"
    assert passed is good


FIRST_GUESSES = [
    "password123",
    "P@ssw0rd2026",
    "Dragon2026!!",
    "qwertyuiop",
    "QWERTYasdf",
    "abcdefghij",
    "9876543210",
    "secretsecret",
    "1212121212",
    "headgate2026",
    "Lovelace2026!",
    "ada.lovelace",
    "ada.lovelace@x.test",
]


@pytest.mark.parametrize("word", FIRST_GUESSES)
def test_what_is_guessed_first_is_refused(word: str) -> None:
    with pytest.raises(Problem) as refused:
        passwords.check_new(word, "/new", about=("ada.lovelace@x.test", "Ada Lovelace"))
    assert (refused.value.status, refused.value.fields[0]["pointer"]) == (422, "/new")
    assert word not in str(refused.value.as_document())


@pytest.mark.parametrize(
    "word",
    ["correct horse battery", "kV8#tr2!mmQz", "elephant8472910", "qwerty horse stairs", "pässwörd lång"],
)
def test_what_is_not_is_taken(word: str) -> None:
    passwords.check_new(word, "/new", about=("ada.lovelace@x.test", "Ada Lovelace"))


@given(st.text(min_size=1, max_size=200), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_can_be_judged(word: str, about: list[str]) -> None:
    assert weak_passwords.is_weak(word, about) in (True, False)
    assert not word.isalpha() or weak_passwords.is_weak(word * 12)


def test_the_list_is_small_and_read_whole() -> None:
    assert len(weak_passwords.LIST.read_bytes()) < 200_000
    assert 20_000 < len(weak_passwords.common()) < 40_000
