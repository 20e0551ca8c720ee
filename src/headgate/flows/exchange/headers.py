"""Header words compared with those that people use for a field."""

import re
from functools import lru_cache

from headgate.flows.exchange.plans import Scale
from headgate.flows.exchange.targets import Target
from headgate.kit.text import fold

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
PARTS = frozenset(("first name", "last name", "given name", "family name", "middle name"))
UNITS = frozenset(
    "million millions mio mn mm thousand thousands tsd billion billions bn k 000s usd eur gbp chf jpy "
    "percent utc gmt date time local".split()
)
_SIGNS = re.compile(r"[^\w]+|_+")


@lru_cache(maxsize=2_000)  # each is held against each field
def header_words(header: str) -> str:
    """`dealStage`, `Deal - Stage` and `deal_stage` as `deal stage`."""
    return " ".join(_SIGNS.sub(" ", fold(_CAMEL.sub(" ", header))).split())


def bare(written: str) -> str:
    """Header words without a unit or a mark of origin at their end, with a space before the first."""
    words = written.split()
    while len(words) > 1 and (words[-1] in UNITS or len(words[-1]) == 1):
        words.pop()
    return f" {' '.join(words)}"


def alike(header: str, target: Target) -> float:
    """How well a header names a field: 3 the very words, 2 among others, 0 not at all.

    A little more for the commoner words, so that of two columns the usual one wins.
    """
    written = header_words(header)
    best = 0.0
    for place, words in enumerate(target.words):
        bonus = 0.3 / (1 + place)
        if written.replace(" ", "") == words.replace(" ", ""):
            best = max(best, 3 + bonus)
        elif written.endswith(" id") and not words.endswith("id"):
            continue  # the id of a deal is not its name
        elif written in PARTS:
            continue  # a part of a person's name is nobody's whole one
        elif f" {words} " in f" {written} " and len(words) > 2:
            # The last word says what it is: the days of an opportunity are no opportunity.
            tells = 1.0 if f"{bare(written)} ".endswith(f" {words} ") or written.endswith(words) else 0.4
            best = max(best, tells * (2 * len(words) / len(written) + bonus))
    return best


def scale_of(header: str) -> Scale:
    """What a 1 stands for by the header's own words: `Revenue (mio)`, `sales in thousands`; 1 if unsaid."""
    words = set(header_words(header).split())
    if words & {"billion", "billions", "bn"}:
        return 1_000_000_000
    if words & {"million", "millions", "mio", "mn", "mm", "m"}:
        return 1_000_000
    if words & {"thousand", "thousands", "k", "000s", "tsd"}:
        return 1_000
    return 1
