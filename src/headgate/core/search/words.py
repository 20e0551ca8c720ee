"""What a record is found by, and what a question asks for: both are folded, and cut at the same places."""

import re
import unicodedata
from dataclasses import dataclass

from headgate.kit.text import fold

LONGEST = 80
"""Longer words are cut there, in the index as in a question."""
MOST_TERMS = 8
FEWEST_DIGITS = 4
APOSTROPHES = str.maketrans("", "", "'’ʼ`´")
ASCII_WORD = re.compile(r"[a-z0-9]+")
ADDRESS_START = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:www\.)?")
NUMBER = re.compile(r"#?([0-9]{1,18})")
DIALLED = re.compile(r"[+0-9()\[\]/.\-\s]+")
SHORT_CODES = frozenset(
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 "
    "82 84 86 90 91 92 93 94 95 98".split()
)
"""The countries' telephone codes of two digits. 1 and 7 have one digit, all others three."""


def pieces(chunk: str) -> list[str]:
    """The words in folded text without spaces: letters with their marks, and digits. `o'brien` is one."""
    chunk = chunk.translate(APOSTROPHES)
    if chunk.isascii():
        return [word[:LONGEST] for word in ASCII_WORD.findall(chunk)]
    kept = (c if unicodedata.category(c)[0] in "LMN" else " " for c in chunk)
    return [word[:LONGEST] for word in "".join(kept).split()]


def whole(chunk: str) -> str | None:
    """An address or host in folded text, in one piece: `(www.example.com)` is `example.com`."""
    start = ADDRESS_START.match(chunk.lstrip("([{<\"'"))
    bare = chunk.lstrip("([{<\"'")[start.end() if start else 0 :].partition("/")[0]
    bare = bare.strip(".,;:!?()[]{}<>\"'@").translate(APOSTROPHES)
    if "@" not in bare and "." not in bare:
        return None
    return bare[:LONGEST] if len(pieces(bare)) > 1 else None


def of_text(text: str) -> set[str]:
    """The words of a name; an address within it also in one piece."""
    found: set[str] = set()
    for chunk in fold(text).split():
        found.update(pieces(chunk))
        if one := whole(chunk):
            found.add(one)
    return found


def of_email(address: str) -> set[str]:
    """The address, its host, and the later words of what stands before the `@`."""
    folded = "".join(fold(address).split())
    local, _, host = folded.rpartition("@")
    return {folded[:LONGEST], *of_host(host), *pieces(local)[1:]} - {""}


def of_host(domain: str) -> set[str]:
    """The host without `www`, and the later words of its first label."""
    host = "".join(fold(domain).split()).removeprefix("www.")
    return {host[:LONGEST], *pieces(host.partition(".")[0])[1:]} - {""}


def of_phone(number: str) -> set[str]:
    """The digits of a number, with the country's code where there is one, and without it."""
    main = re.split(r"(?i)ext|x|#", fold(number))[0].replace("(0)", "")
    digits = re.sub(r"[^0-9]", "", main)
    abroad = main.strip().startswith("+") or digits.startswith("00")
    digits = digits.lstrip("0")
    found = {digits}
    if abroad:
        code = 1 if digits[:1] in ("1", "7") else 2 if digits[:2] in SHORT_CODES else 3
        found.add(digits[code:].lstrip("0"))
    return found - {""}


def of_number(number: int) -> str:
    """A number that people say: `#12`."""
    return f"#{number}"


@dataclass(frozen=True)
class Asked:
    """A question. `exact`: whole words that name one thing. `readings`: ways to take it, each a list of
    beginnings of words that a record must all have. `parts`: the same with its addresses in parts, for when
    nothing is called so."""

    exact: tuple[str, ...]
    readings: tuple[tuple[str, ...], ...]
    parts: tuple[str, ...]


def asked(text: str) -> Asked:
    """How a question can be meant: as words, or as a telephone number."""
    folded = fold(text)
    exact: list[str] = []
    if found := NUMBER.fullmatch(folded.replace("# ", "#")):
        exact.append(of_number(int(found[1])))
    if "@" in folded and " " not in folded and (one := whole(folded)):
        exact.append(one)
    readings = [terms(folded, addresses=True)]
    if DIALLED.fullmatch(folded) and len(re.sub(r"[^0-9]", "", folded)) >= FEWEST_DIGITS:
        dialled = sorted(digits[:LONGEST] for digits in of_phone(folded))
        exact += dialled
        readings += [(digits,) for digits in dialled]
    kept = tuple(dict.fromkeys(reading for reading in readings if reading))
    return Asked(tuple(dict.fromkeys(exact)), kept, terms(folded, addresses=False))


def terms(folded: str, *, addresses: bool) -> tuple[str, ...]:
    """The beginnings of words asked for, each once; one that begins another adds nothing and is left out."""
    found: list[str] = []
    for chunk in folded.split():
        one = whole(chunk) if addresses else None
        if re.fullmatch(r"#[0-9]+", chunk):
            found.append(chunk[:LONGEST])
        else:
            found += [one] if one else pieces(chunk)
    found = list(dict.fromkeys(found))
    telling = [t for t in found if not any(other != t and other.startswith(t) for other in found)]
    return tuple(telling[:MOST_TERMS])
