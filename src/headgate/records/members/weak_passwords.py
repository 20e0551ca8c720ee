"""Passwords that are guessed first: the commonest, in their usual disguises; rows of keys; repetitions."""

import gzip
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

LIST = files("headgate.records.members") / "common_passwords.txt.gz"
LEAST_WORD = 4
ORNAMENT = 6
"""Signs around a common word that do not make it uncommon: “dragon2026!!”."""
FEW = 4
"""Different signs that are too few, however often they are repeated."""
PLAIN = str.maketrans("@4301$578", "aaeoisstb")
ROWS = ("1234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "yxcvbnm", "zxcvbnm")
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
WORDS = re.compile(r"[^\W\d_]+")


@cache
def common() -> frozenset[str]:
    """Some 25,000, lower-case; read when a password is first set."""
    return frozenset(gzip.decompress(LIST.read_bytes()).decode().split("\n"))


def is_weak(password: str, about: Sequence[str] = ()) -> bool:
    """Whether it is among the first that are guessed. `about`: what is known of the person, such as the
    e-mail and the name."""
    plain = password.casefold()
    if plain in common() or len(set(plain)) <= FEW or repeats(plain) or is_row(plain):
        return True
    own = {word for text in about for word in WORDS.findall(text.casefold()) if len(word) >= LEAST_WORD}
    known = own | {"headgate"}
    letters = only_letters(plain)
    if len(plain) - len(letters) <= ORNAMENT and letters in whole(about):
        return True
    return any(core in known or core in common() for core in cores(plain))


def only_letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))


def whole(about: Iterable[str]) -> set[str]:
    """The texts, and of an e-mail what stands before its sign, with nothing but letters."""
    return {only_letters(part) for text in about for part in (text, text.partition("@")[0])} - {""}


def cores(plain: str) -> Iterable[str]:
    """The word inside, without figures and signs around it, also where figures stand for letters in it."""
    for form in (plain, plain.translate(PLAIN)):
        start, end = 0, len(form)
        while start < end and not form[start].isalpha():
            start += 1
        while end > start and not form[end - 1].isalpha():
            end -= 1
        if end - start >= LEAST_WORD and len(form) - (end - start) <= ORNAMENT:
            yield form[start:end]
    # Figures at the ends are rather a year than letters.
    bare = plain.strip("0123456789!?.,-_*#$@ ")
    if len(bare) >= LEAST_WORD and len(plain) - len(bare) <= ORNAMENT:
        yield bare.translate(PLAIN)


def repeats(plain: str) -> bool:
    """“secretsecret”, “abcabcabcabc”."""
    return plain in (plain + plain)[1:-1]


def is_row(plain: str) -> bool:
    """Neighbouring keys or letters, forwards, backwards, or one row after the other."""
    rows = (*ROWS, ALPHABET)
    left = plain
    while left:
        length = max(run(left, row) for way in (rows, [row[::-1] for row in rows]) for row in way)
        if length < LEAST_WORD and len(left) >= LEAST_WORD:
            return False
        left = left[max(length, 1) :]
    return True


def run(text: str, row: str) -> int:
    """How many of the first signs stand in a row, which begins again at its end."""
    endless = row * 2
    length = 0
    while length < min(len(text), len(row)) and text[: length + 1] in endless:
        length += 1
    return length
