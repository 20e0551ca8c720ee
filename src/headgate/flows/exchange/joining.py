"""Files that name each other by keys: “Account ID” of the deals is that of the accounts beside them."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

import msgspec

from headgate.flows.exchange.headers import header_words
from headgate.flows.exchange.plans import Kind
from headgate.flows.exchange.profiling import ColumnProfile, Profile
from headgate.flows.exchange.tablefile import MOST_COLUMNS, FileShape, Join

MOST_ROWS = 50_000
"""Of a file whose rows are looked up; they are held in memory."""
ENOUGH = 0.9
CALLED: dict[Kind, tuple[str, ...]] = {
    "companies": ("account", "company", "organization", "organisation", "customer"),
    "deals": ("deal", "opportunity"),
    "products": ("product", "product2", "item"),
    "members": ("owner", "user", "member", "salesagent"),
    "contacts": ("contact", "person", "lead"),
}
"""What a record of the kind is called in front of “ID”."""
PARENT = "parent"


def compact(header: str) -> str:
    return header_words(header).replace(" ", "")


def stem(header: str) -> str:
    """What an id names: `account` of `ACCOUNTID`; nothing where the header names no id."""
    text = compact(header)
    return text[:-2] if text.endswith("id") and len(text) > 4 else ""


def kind_named(header: str) -> Kind | None:
    """The kind of record that an id of that header belongs to."""
    return next((kind for kind, names in CALLED.items() if stem(header) in names), None)


def shapes(profiles: Sequence[Profile], names: Sequence[str], kinds: Sequence[Kind]) -> dict[int, FileShape]:
    """Of the files that name rows of another one, how they are read with what stands there."""
    found: dict[int, list[Join]] = {}
    added: dict[int, list[str]] = {}
    taken: set[tuple[int, int]] = set()
    order = sorted(range(len(profiles)), key=lambda i: (-len(profiles[i].columns), -profiles[i].rows))
    for i in order:
        for place, column in enumerate(profiles[i].columns):
            other = looked_up(column, i, profiles, names, kinds)
            if other is None or (other[0], i) in taken:
                continue
            j, key = other
            extra = [k for k, each in enumerate(profiles[j].columns) if k != key and each.filled]
            if not extra or len(profiles[i].columns) + len(extra) > MOST_COLUMNS:
                continue
            taken.add((i, j))
            found.setdefault(i, []).append(Join(place, f"{j}.csv", profiles[j].shape, key, extra))
            said = [beside(column.name, profiles[j].columns[k].name) for k in extra]
            added.setdefault(i, []).extend(said)
    return {i: extended(profiles[i].shape, joins, added[i]) for i, joins in found.items()}


def extended(shape: FileShape, joins: list[Join], names: Sequence[str]) -> FileShape:
    header = list(shape.header)
    for name in names:
        free, number = name, 2
        while free in header:
            free, number = f"{name} ({number})", number + 1
        header.append(free)
    return msgspec.structs.replace(shape, header=header, joins=joins)


def beside(reference: str, name: str) -> str:
    """What a column of the other file is called here: `Account Region`, or its own name if that tells."""
    own = compact(name)
    what = stem(reference)
    if own.startswith(what):
        return name
    words = " ".join(reference.replace("_", " ").split())
    return f"{words[: len(words) - 2].strip(' -.')} {name}"


def looked_up(
    column: ColumnProfile, i: int, profiles: Sequence[Profile], names: Sequence[str], kinds: Sequence[Kind]
) -> tuple[int, int] | None:
    """The file and its key column whose rows the values of a column name."""
    what = stem(column.name)
    if not what or not column.filled:
        return None
    for j, other in enumerate(profiles):
        if other.rows > MOST_ROWS or (j == i and what != PARENT):
            continue
        for key, candidate in enumerate(other.columns):
            if not candidate.unique or candidate.filled < other.rows - other.unreadable:
                continue
            own = compact(candidate.name)
            same = j != i and own == compact(column.name)
            short = own in ("id", "recordid") and (
                j == i or what in CALLED.get(kinds[j], ()) or what == called(names[j])
            )
            if (same or short) and agrees(column, candidate):
                return j, key
    return None


def called(file: str) -> str:
    """`accountData.csv` and `Accounts.csv` as `account`."""
    text = compact(PurePath(file).stem)
    for end in ("data", "export", "s"):
        text = text.removesuffix(end) or text
    return text


def agrees(column: ColumnProfile, key: ColumnProfile) -> bool:
    """Whether the values are keys of the other file."""
    keys: Mapping[str, int] = key.counts
    values = list(column.counts) or list(dict.fromkeys(filter(None, column.sample)))
    return bool(keys) and sum(value in keys for value in values) >= ENOUGH * len(values)


def only_looked_up(index: int, made: Mapping[int, FileShape], kinds: Sequence[Kind]) -> bool:
    """Whether a file is there for others alone: it is named by an id of something else than its records."""
    for i, shape in made.items():
        for join in shape.joins:
            if i != index and join.file == f"{index}.csv":
                return kind_named(shape.header[join.column]) != kinds[index]
    return False
