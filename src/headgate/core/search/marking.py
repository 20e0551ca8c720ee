"""Where in a title the words stand that were asked for."""

import unicodedata
from collections.abc import Iterable, Sequence

from headgate.core.search.words import APOSTROPHES, of_text
from headgate.kit.text import fold

Range = tuple[int, int]


def marked(title: str, terms: Iterable[str]) -> list[Range]:
    """The places (first character, the one after the last) of the beginnings of words; none overlap."""
    folded: list[str] = []
    origins: list[int] = []
    for i, character in enumerate(title):
        letters = " " if character.isspace() else fold(character).translate(APOSTROPHES)
        folded += letters
        origins += [i] * len(letters)
    text, found = "".join(folded), set()
    for term in terms:
        at = text.find(term)
        while at >= 0:
            if at == 0 or not in_word(text[at - 1]):
                found.add((origins[at], after(title, origins[at + len(term) - 1])))
            at = text.find(term, at + 1)
    return merged(sorted(found))


def in_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def after(title: str, last: int) -> int:
    """The place after a character and the marks that belong to it."""
    end = last + 1
    while end < len(title) and unicodedata.combining(title[end]):
        end += 1
    return end


def merged(ranges: Sequence[Range]) -> list[Range]:
    kept: list[Range] = []
    for start, end in ranges:
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def missing(title: str, terms: Iterable[str]) -> list[str]:
    """The beginnings that no word of the title has."""
    words = of_text(title)
    return [term for term in terms if not any(word.startswith(term) for word in words)]
