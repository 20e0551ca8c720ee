"""Damages to the text of a file and to its bytes: cut, doubled, wrongly encoded, with signs astray."""

import random
from collections.abc import Callable


def cut(chance: random.Random, text: str) -> str:
    return text[: chance.randint(0, len(text))]


def cut_within(chance: random.Random, text: str) -> str:
    start = chance.randint(0, len(text))
    return text[:start] + text[start + chance.randint(1, 60) :]


def lone_quotes(chance: random.Random, text: str) -> str:
    for _ in range(chance.randint(1, 3)):
        place = chance.randint(0, len(text))
        text = text[:place] + chance.choice(['"', '"', "'", '""', '"\n']) + text[place:]
    return text


def mixed_ends(chance: random.Random, text: str) -> str:
    lines = text.splitlines()
    return "".join(line + chance.choice(["\n", "\r\n", "\r", "\n\n", "\r\r\n"]) for line in lines)


def carriage_returns(chance: random.Random, text: str) -> str:
    return text.replace("\r\n", "\r").replace("\n", "\r")


def doubled(chance: random.Random, text: str) -> str:
    return text + chance.choice(["", "\ufeff", "\n"]) + text


def without_end(chance: random.Random, text: str) -> str:
    return text.rstrip("\r\n")


def blank_lines(chance: random.Random, text: str) -> str:
    return "\r\n\n  \n".join(["", *text.splitlines(), ""])


def nuls(chance: random.Random, text: str) -> str:
    for _ in range(chance.randint(1, 4)):
        place = chance.randint(0, len(text))
        text = text[:place] + "\0" + text[place:]
    return text


def noise(chance: random.Random, text: str) -> str:
    for _ in range(chance.randint(1, 20)):
        place = chance.randint(0, len(text))
        text = text[:place] + chance.choice(",;\t|\"'\r\n\x0b\x85\u2028\u200b\ufeff=@") + text[place:]
    return text


def nothing(chance: random.Random, text: str) -> str:
    return chance.choice(["", "\n\r\n \n", ",,,\n", '"', "\ufeff", "sep=,\n", "sep=;\n" + text])


TEXTS: list[Callable[[random.Random, str], str]] = [
    cut,
    cut_within,
    lone_quotes,
    mixed_ends,
    carriage_returns,
    doubled,
    without_end,
    blank_lines,
    nuls,
    noise,
    nothing,
]
ENCODINGS = [
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-be",
    "cp1252",
    "latin-1",
    "utf-7",
]


def flipped(chance: random.Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 6) if made else 0):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def broken_bytes(chance: random.Random, data: bytes) -> bytes:
    """Lone surrogates, overlong forms, a mark of another encoding, the holes of Windows."""
    odd = [b"\xed\xa0\x80", b"\xc0\xaf", b"\xff\xfe", b"\xf8\x88\x80\x80\x80", b"\x81\x9d", b"\x00\xd8"]
    place = chance.choice([0, chance.randint(0, len(data))])
    return data[:place] + chance.choice(odd) + data[place:]


def odd_length(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randint(0, len(data))]


BYTES: list[Callable[[random.Random, bytes], bytes]] = [flipped, broken_bytes, odd_length]
