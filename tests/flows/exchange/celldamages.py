"""Damages to the cells of a table: values, rows and columns that a hand or a tool has spoilt."""

import random
from collections.abc import Callable

from tests.flows.exchange.values import FORMULAS, HEADERS, HOSTILE, LONG

Rows = list[list[str]]


def any_row(chance: random.Random, rows: Rows) -> list[str]:
    return chance.choice(rows[1:]) if len(rows) > 1 else rows[0]


def hostile_cells(chance: random.Random, rows: Rows) -> None:
    for _ in range(chance.randint(1, 8)):
        row = any_row(chance, rows)
        if row:
            row[chance.randrange(len(row))] = chance.choice(HOSTILE)


def formulas(chance: random.Random, rows: Rows) -> None:
    for row in rows[1:]:
        if row and chance.random() < 0.4:
            row[chance.randrange(len(row))] = chance.choice(FORMULAS)


def hostile_column(chance: random.Random, rows: Rows) -> None:
    """A column that the files lack, with values that its field may or may not take."""
    name, values = chance.choice(HEADERS)
    for row in rows:
        row.append(name if row is rows[0] else chance.choice([*values, chance.choice(HOSTILE)]))


def one_value(chance: random.Random, rows: Rows) -> None:
    column = chance.randrange(max(1, len(rows[0])))
    value = chance.choice(HOSTILE)
    for row in rows[1:]:
        row[column : column + 1] = [value]


def long_cells(chance: random.Random, rows: Rows) -> None:
    for _ in range(3):
        row = any_row(chance, rows)
        row[chance.randrange(len(row)) if row else 0 :][:1] = [chance.choice(LONG)]


def repeated_rows(chance: random.Random, rows: Rows) -> None:
    for _ in range(chance.randint(1, 5)):
        rows.insert(chance.randint(1, len(rows)), list(any_row(chance, rows)))


def shuffled_rows(chance: random.Random, rows: Rows) -> None:
    body = rows[1:]
    chance.shuffle(body)
    rows[1:] = body


def header_elsewhere(chance: random.Random, rows: Rows) -> None:
    rows.insert(chance.randint(1, len(rows)), list(rows[0]))


def shuffled_columns(chance: random.Random, rows: Rows) -> None:
    order = list(range(len(rows[0])))
    chance.shuffle(order)
    rows[:] = [[row[i] if i < len(row) else "" for i in order] for row in rows]


def shuffled_one_column(chance: random.Random, rows: Rows) -> None:
    """As after a sort of one column alone."""
    column = chance.randrange(max(1, len(rows[0])))
    mine = [row for row in rows[1:] if len(row) > column]
    cells = [row[column] for row in mine]
    chance.shuffle(cells)
    for row, cell in zip(mine, cells, strict=True):
        row[column] = cell


def ragged(chance: random.Random, rows: Rows) -> None:
    for row in rows[1:]:
        if chance.random() < 0.3:
            row[:] = row[: chance.randint(0, len(row))] if chance.random() < 0.5 else [*row, "more", ""]


def same_headers(chance: random.Random, rows: Rows) -> None:
    rows[0][:] = [chance.choice(rows[0]) if chance.random() < 0.5 else name for name in rows[0]]


def odd_headers(chance: random.Random, rows: Rows) -> None:
    rows[0][:] = [chance.choice([*HOSTILE, ""]) if chance.random() < 0.3 else name for name in rows[0]]


def empty_rows(chance: random.Random, rows: Rows) -> None:
    for _ in range(chance.randint(1, 5)):
        rows.insert(chance.randint(1, len(rows)), [chance.choice(["", " "])] * len(rows[0]))


def header_only(chance: random.Random, rows: Rows) -> None:
    del rows[1:]


def headless(chance: random.Random, rows: Rows) -> None:
    del rows[0]


def lost_column(chance: random.Random, rows: Rows) -> None:
    column = chance.randrange(max(1, len(rows[0])))
    for row in rows:
        del row[column : column + 1]


def times_of_day(chance: random.Random, rows: Rows) -> None:
    clocks = [" 00:00", "T23:59:59Z", " 9:15 PM", "T12:00:00+14:00", " 24:00", "T00:30:00-11:00"]
    for row in rows[1:]:
        row[:] = [
            cell + chance.choice(clocks) if cell[:2] == "20" and chance.random() < 0.5 else cell
            for cell in row
        ]


def many_columns(chance: random.Random, rows: Rows) -> None:
    more = chance.choice([990, 10_000, 10_000])
    rows[:] = [[*row, *(f"x{n}" if row is rows[0] else "" for n in range(more))] for row in rows[:6]]


def huge_cell(chance: random.Random, rows: Rows) -> None:
    row = chance.choice(rows)
    if row:
        huge = chance.choice(["x", " x", "1,", "@.", "mon", "9", "é", '"', "ab\n"])
        row[chance.randrange(len(row))] = huge * (chance.choice([900_000, 2_000_000]) // len(huge))


CELLS: list[Callable[[random.Random, Rows], None]] = [
    hostile_cells,
    formulas,
    hostile_column,
    one_value,
    long_cells,
    repeated_rows,
    shuffled_rows,
    header_elsewhere,
    shuffled_columns,
    shuffled_one_column,
    ragged,
    same_headers,
    odd_headers,
    empty_rows,
    times_of_day,
    lost_column,
]
RARE: list[Callable[[random.Random, Rows], None]] = [header_only, headless, many_columns, huge_cell]
