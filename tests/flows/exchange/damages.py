"""Damaged files of an import: cells, text and bytes spoilt in turn; the same for the same seed."""

import csv
import io
import random
from dataclasses import dataclass, field

from tests.flows.exchange.celldamages import CELLS, RARE
from tests.flows.exchange.textdamages import BYTES, ENCODINGS, TEXTS
from tests.flows.exchange.twin import DATES, table, twin

FIRST = [*CELLS, *TEXTS, *ENCODINGS, *BYTES, *RARE]
"""Each seed has one of these for certain, in turn."""


@dataclass
class Damaged:
    """The files, and what was done to them."""

    files: dict[str, bytes]
    told: list[str] = field(default_factory=list)


def damaged(seed: int) -> Damaged:
    """The twin's files with the damage whose turn it is, and others by chance."""
    chance = random.Random(seed)
    dates, end = chance.choice(list(DATES)), chance.choice(["\n", "\r\n"])
    made = Damaged(dict(twin(chance.randint(15, 40), seed=seed, dates=dates, end=end).files))
    names = list(made.files)
    first = chance.choice(["sales_pipeline.csv", *names])
    made.files[first] = one_file(chance, made, first, FIRST[seed % len(FIRST)])
    for name in chance.sample(names, chance.choice([0, 0, 1, 3])):
        if name != first:
            made.files[name] = one_file(chance, made, name, chance.choice([*CELLS, *TEXTS, *BYTES]))
    if chance.random() < 0.1:
        copied = chance.choice(names)
        made.files[f"Copy of {copied}"] = made.files[copied]
        made.told.append(f"{copied} twice")
    if chance.random() < 0.2:
        lost = chance.choice(names)
        del made.files[lost]
        made.told.append(f"without {lost}")
    return made


def one_file(chance: random.Random, made: Damaged, name: str, first: object) -> bytes:
    rows = list(csv.reader(io.StringIO(made.files[name].decode(), newline="")))
    told = [first]
    cells = [each for each in [*CELLS, *RARE] if each is first]
    if not cells or chance.random() < 0.5:
        cells += chance.sample(CELLS, chance.choice([0, 1, 1, 2]))
    for change in cells:
        if rows and rows[0]:
            change(chance, rows)
    head, *body = rows or [[]]
    text = table(head, body, end=chance.choice(["\n", "\r\n"]), delimiter=chance.choice(",,,,;\t|")).decode()
    texts = [each for each in TEXTS if each is first]
    texts += chance.sample(TEXTS, 1) if chance.random() < 0.2 else []
    for alter in texts:
        text = alter(chance, text)
    encoding = first if isinstance(first, str) else chance.choices(["utf-8", *ENCODINGS], [40, *[1] * 9])[0]
    data = text.encode(encoding, "replace")
    for spoil in [each for each in BYTES if each is first]:
        data = spoil(chance, data)
    told += [each for each in [*cells, *texts, encoding] if each is not first]
    made.told.append(f"{name}: " + ", ".join(getattr(each, "__name__", str(each)) for each in told))
    return data
