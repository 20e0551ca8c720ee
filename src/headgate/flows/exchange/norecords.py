"""Rows that are no records: titles above the header, totals, notes and footers below or between them."""

import re
from collections import Counter
from collections.abc import Sequence

from headgate.kit.text import fold

TITLES = 20
"""Rows above the header that are looked at."""
PROSE = 60
"""Signs from which the only cell of a row reads as a sentence; a shorter one may be a name."""
_TOTALS = frozenset(
    each.strip()
    for each in "total, totals, grand total, overall total, sum, sums, subtotal, sub total, subtotals, "
    "average, averages, count, record count, total records, summe, gesamt, gesamtsumme, zwischensumme, "
    "somme, total general, sous total, totale, suma".split(",")
)
_NOTE = re.compile(
    r"#|\*|copyright\b|©|confidential\b|generated (by|on|at)\b|report (generated|created|run)\b|"
    r"exported (by|on|from)\b|printed (by|on)\b|as of\b|source:|notes?:|"
    r"end of (report|file)\b|page \d+ of \d+"
)
_NUMBER = re.compile(r"[^\w]*[A-Z]{0,3}[^\w]*\d[\d.,' \u00a0\u202f]*[^\w]*[A-Z]{0,3}")


def header_place(sample: Sequence[Sequence[str]]) -> int:
    """Which of the first records is the header: the first that names most of the columns which are filled.

    A title has one or two cells where the table has many.
    """
    filled = [sum(1 for cell in cells if cell.strip("\ufeff \t")) for cells in sample]
    below = Counter(filled[1:])
    if not below:
        return 0
    usual = max(below, key=lambda count: (below[count], count))
    if usual < 3 or filled[0] * 2 > usual:
        return 0
    for place, count in enumerate(filled[:TITLES]):
        if count * 2 > usual:
            return place
    return 0


def no_record(cells: Sequence[str], width: int) -> str:
    """Why a row is no record, as a sentence; empty where it is one. `cells` as they stand in the file."""
    if width < 3:
        return ""
    first = next((cell for cell in cells if cell.strip()), "").strip()
    if not first or len(first) > 400:
        return ""
    others = [text for cell in cells if (text := cell.strip())][1:]
    if not others and _NOTE.match(text := first.casefold()):
        return "A comment or a footer, not a record."
    if not others and len(cells) == 1 and (len(first) > PROSE or ": " in first):
        return f"Has 1 cell of {width}: a title or a footer, not a record."
    text = fold(first).rstrip(":. ")
    if text in _TOTALS and len(others) + 1 < width and all(map(_NUMBER.fullmatch, others)):
        return "A total, not a record."
    return ""
