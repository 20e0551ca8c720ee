"""What the values of date columns, and the columns beside them, prove about the order of day, month, year."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import combinations

import msgspec

from headgate.flows.exchange.datereading import Order, Written, day_in, written

# Fewer common rows than this prove nothing.
_FEW = 5
_QUARTER = re.compile(r"(?i)Q([1-4])[ /-]*(\d{4})|(\d{4})[ /-]*Q([1-4])")

Quarter = tuple[int, int]
Compare = Callable[[Order], int]


class Proof(msgspec.Struct, frozen=True):
    """Under one order, in how many of the rows that have both columns they agree."""

    column: str
    witness: str
    says: str
    agrees: int
    of: int

    @property
    def share(self) -> float:
        """The agreeing share, 0 to 1."""
        return self.agrees / self.of


class Column:
    """The values of one column, each distinct one read once in each order; empty ones do not count."""

    def __init__(self, name: str, values: Sequence[str]) -> None:
        self.name = name
        self.values = [value.strip() for value in values]
        self._counts = Counter(filter(None, self.values))
        self.total = self._counts.total()
        self._shapes = {value: shape for value in self._counts if (shape := written(value))}
        kinds = Counter(shape.kind for shape in self._shapes.values())
        # Years of four digits in front and months in letters speak for themselves.
        self.unsettled = "numeric" in kinds
        self.days = {order: self._read(order) for order in self._possible(kinds["iso"], kinds["text"])}
        self.orders = [order for order, days in self.days.items() if days]

    def valid(self, order: Order) -> int:
        """How many values are dates in an order."""
        return sum(self._counts[value] for value in self._in(order))

    def ambiguous(self, order: Order) -> int:
        """How many values that are dates in this order are another date in another one."""
        mine = self._in(order)
        others = [days for other, days in self.days.items() if other != order]
        return sum(
            self._counts[value]
            for value, day in mine.items()
            if any(days.get(value, day) != day for days in others)
        )

    def after(self, order: Order, limit: date) -> int:
        """How many values would lie after a day."""
        return sum(self._counts[value] for value, day in self._in(order).items() if day > limit)

    def span(self, order: Order) -> int:
        """Days from the first to the last date."""
        days = self._in(order).values()
        return (max(days) - min(days)).days if days else 0

    def example(self, order: Order) -> tuple[str, str]:
        """The first written date, and the day it is in an order, or nothing if it is none."""
        value = next(
            (v for v, shape in self._shapes.items() if shape.kind == "numeric"), next(iter(self._shapes), "")
        )
        day = self._in(order).get(value)
        return value, day.isoformat() if day else ""

    def form(self, order: Order) -> str:
        """The commonest form, such as `dd-mm-yy`."""
        shapes = [shape for shape in self._shapes.values() if not self.unsettled or shape.kind == "numeric"]
        padded = all(len(part) > 1 for shape in shapes for part in shape.parts[:2])
        forms = Counter(_form(shape, order, padded) for shape in shapes)
        return forms.most_common(1)[0][0] if forms else ""

    def by_row(self, order: Order) -> list[date | None]:
        """The date of each row."""
        days = self._in(order)
        return [days.get(value) for value in self.values]

    def _in(self, order: Order) -> dict[str, date]:
        if order not in self.days:
            self.days[order] = self._read(order)
        return self.days[order]

    def _read(self, order: Order) -> dict[str, date]:
        return {value: day for value, shape in self._shapes.items() if (day := day_in(shape, order))}

    def _possible(self, iso: int, letters: int) -> list[Order]:
        if self.unsettled:
            return ["dmy", "mdy", "ymd"]
        return ["iso" if iso >= letters else "text"] if iso or letters else []


def is_dates(values: Sequence[str]) -> bool:
    """Whether at least half of the values that are there look like dates."""
    column = Column("", values)
    return column.total > 0 and max(map(column.valid, column.orders), default=0) * 2 >= column.total


def proofs(
    columns: Sequence[Column], beside: Mapping[str, Sequence[str]], orders: Sequence[Order]
) -> dict[Order, list[Proof]]:
    """For each order the same proofs in the same places: dates, and quarter labels, against dates."""
    found: dict[Order, list[Proof]] = {order: [] for order in orders}
    for column, other in combinations(columns, 2):
        both = sum(1 for a, b in zip(column.values, other.values, strict=False) if a and b)
        if both >= _FEW and (column.unsettled or other.unsettled):
            _add(found, *_first_and_last(column, other, orders), both)
    for name, values in beside.items():
        labels = [_quarter(value) for value in values]
        fits = [
            (column, sum(1 for a, b in zip(column.values, labels, strict=False) if a and b))
            for column in columns
        ]
        usable = [(column, both) for column, both in fits if column.unsettled and both >= _FEW]
        if usable:
            told = {column.name: _same_quarter(column, labels, orders) for column, _ in usable}
            column, both = max(usable, key=lambda one: max(told[one[0].name].values()) / one[1])
            says = f"{name} agrees with {column.name}"
            _add(found, column.name, name, says, told[column.name], both)
    return found


def _add(
    found: dict[Order, list[Proof]], column: str, witness: str, says: str, agrees: dict[Order, int], of: int
) -> None:
    for order, count in agrees.items():
        found[order].append(Proof(column, witness, says, count, of))


def _first_and_last(a: Column, b: Column, orders: Sequence[Order]) -> tuple[str, str, str, dict[Order, int]]:
    """In how many rows the earlier of two columns is not after the later; the rows tell which is which."""
    rising, falling = {}, {}
    for order in orders:
        pairs = [(x, y) for x, y in zip(a.by_row(order), b.by_row(order), strict=False) if x and y]
        rising[order] = sum(x <= y for x, y in pairs)
        falling[order] = sum(y <= x for x, y in pairs)
    if max(rising.values()) >= max(falling.values()):
        return a.name, b.name, f"{a.name} is not after {b.name}", rising
    return a.name, b.name, f"{b.name} is not after {a.name}", falling


def _same_quarter(column: Column, labels: list[Quarter | None], orders: Sequence[Order]) -> dict[Order, int]:
    return {
        order: sum(
            (day.year, (day.month + 2) // 3) == label
            for day, label in zip(column.by_row(order), labels, strict=False)
            if day and label
        )
        for order in orders
    }


def _quarter(value: str) -> Quarter | None:
    found = _QUARTER.fullmatch(value.strip())
    return (int(found[2] or found[3]), int(found[1] or found[4])) if found else None


def _form(shape: Written, order: Order, padded: bool) -> str:
    day, month = ("dd", "mm") if padded else ("d", "m")
    if shape.kind == "iso":
        parts = ["yyyy", "mm", "dd"]
    elif shape.kind == "text":
        parts = [day, "Mon", "y" * len(shape.parts[2])]
    else:
        ends = {"dmy": [day, month], "mdy": [month, day], "ymd": ["yy", month, day]}[order]
        parts = ends if order == "ymd" else [*ends, "y" * len(shape.parts[2])]
    return shape.separator.join(parts) + (" hh:mm" if shape.clock else "")
