"""Mistyped words: what else can have been meant."""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from headgate.core.search.index import is_spelt, spelt
from headgate.core.search.tables import spellings
from headgate.store.dialect import each_of, joined_in_order, starts_with
from headgate.store.engine import Tx
from headgate.store.statements import P, shape
from headgate.store.types import words

ONE_FROM, TWO_FROM, UNTIL = 4, 8, 24
"""One mistake is forgiven from 4 letters, two from 8; longer words than 24 letters are taken as they are."""
UNFINISHED_FROM = 6
"""From so many letters on a mistyped word may also be one that is not written to its end yet."""
LOOKED_AT = 4_000
CONSIDERED, OFFERED = 50, 5
LATIN = "abcdefghijklmnopqrstuvwxyz"
ALPHABETS = (
    (0x3B1, 0x3C9),
    (0x430, 0x45F),
    (0x561, 0x587),
    (0x5D0, 0x5EA),
    (0x620, 0x64A),
    (0x10D0, 0x10F0),
)
"""Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian."""


@shape()
def begun_by() -> sa.Select[Any]:
    """Words that begin with one of the values `starts`."""
    s, start = spellings.c, each_of("starts", words())
    after = start.c.value + sa.literal_column("'\U0010ffff'", sa.Text())
    return (
        sa.select(s.word)
        .select_from(joined_in_order(start, spellings, sa.and_(s.word >= start.c.value, s.word < after)))
        .where(s.workspace_id == P("ws"), sa.func.length(s.word) >= P("least", sa.Integer))
        .limit(LOOKED_AT)
    )


@shape()
def ended_by() -> sa.Select[Any]:
    s = spellings.c
    return (
        sa.select(s.word)
        .where(
            s.workspace_id == P("ws"),
            starts_with(s.mirror, "end"),
            sa.func.length(s.word).between(P("least", sa.Integer), P("most", sa.Integer)),
        )
        .limit(LOOKED_AT)
    )


def forgiven(word: str) -> int:
    """How many mistakes are forgiven in what was typed."""
    if not is_spelt(word) or not ONE_FROM <= len(word) <= UNTIL or alphabet(word) == "":
        return 0
    return 1 if len(word) < TWO_FROM else 2


def alphabet(word: str) -> str:
    """The letters that a slip of the finger puts in; none for scripts that are not typed letter by letter."""
    first = word[0]
    if first in LATIN:
        return LATIN
    return next(
        ("".join(map(chr, range(low, high + 1))) for low, high in ALPHABETS if low <= ord(first) <= high), ""
    )


def slips(word: str) -> Iterator[str]:
    """Every text that is one mistake away: a letter too many, too few, another one, two exchanged."""
    letters = alphabet(word)
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        yield from (head + letter + tail for letter in letters)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters if letter != tail[0])
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


class Typed:
    """What was typed, made ready to be compared with many words (Hyyrö 2003, "A bit-vector algorithm for
    computing Levenshtein and Damerau edit distances": a column of the table is two integers)."""

    def __init__(self, text: str) -> None:
        self.text, self.most = text, forgiven(text)
        self.unfinished = len(text) >= UNFINISHED_FROM
        self.full = (1 << len(text)) - 1
        self.top = 1 << (len(text) - 1)
        self.where: dict[str, int] = {}
        for i, letter in enumerate(text):
            self.where[letter] = self.where.get(letter, 0) | 1 << i

    def mistakes(self, word: str) -> int:
        """The fewest letters added, left out, changed or exchanged with their neighbour. From
        UNFINISHED_FROM letters on, the least over the beginnings of the word."""
        full, top = self.full, self.top
        plus, minus, diagonal, before = full, 0, 0, 0
        score = least = len(self.text)
        for letter in word[: len(self.text) + self.most]:
            at = self.where.get(letter, 0)
            exchanged = ((~diagonal & at) << 1) & before
            diagonal = ((((at & plus) + plus) ^ plus) | at | minus | exchanged) & full
            up = (minus | ~(diagonal | plus)) & full
            down = diagonal & plus
            score += bool(up & top) - bool(down & top)
            least = min(least, score)
            up = up << 1 | 1
            plus = (down << 1 | ~(diagonal | up)) & full
            minus = up & diagonal & full
            before = at
        return least if self.unfinished else score + max(0, len(word) - len(self.text) - self.most)


def meant(tx: Tx, ws: str, typed: str) -> list[tuple[int, str]]:
    """The words of the workspace that can have been meant, each with its number of mistakes, fewest first."""
    most = forgiven(typed)
    found: set[str] = set()
    if most == 1 and len(typed) < UNFINISHED_FROM:
        found.update(tx.all(spelt(), ws=ws, words=sorted(set(slips(typed)))))
    elif most == 1:
        found.update(tx.all(begun_by(), ws=ws, starts=sorted(set(slips(typed))), least=len(typed) - 1))
    elif most == 2:
        # Of two mistakes the first half has one at most; or the second half, but for its first letter,
        # has none.
        half = len(typed) // 2
        starts = sorted({*slips(typed[:half]), typed[:half]})
        found.update(tx.all(begun_by(), ws=ws, starts=starts, least=len(typed) - 2))
        end = typed[half + 1 :][::-1]
        found.update(tx.all(ended_by(), ws=ws, end=end, least=len(typed) - 2, most=len(typed) + 2))
    compared = Typed(typed)
    counted = sorted((compared.mistakes(word), word) for word in found if not word.startswith(typed))
    return [(number, word) for number, word in counted if number <= most][:CONSIDERED]


def offered(choices: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """The first of them; a word that begins with another one of them is found with that one."""
    kept: list[tuple[int, str]] = []
    for number, word in choices:
        if not any(word.startswith(other) for _, other in kept):
            kept.append((number, word))
    return kept[:OFFERED]
