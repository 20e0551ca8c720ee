"""Opening a delimited text file: its encoding, delimiter, quoting and header; its rows, streamed."""

import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from headgate.flows.exchange.csvrecords import Dialect, Record, records
from headgate.flows.exchange.norecords import header_place, no_record
from headgate.flows.exchange.textencoding import Encoding, encoding_of, opened
from headgate.kit import errors

_DELIMITERS = ",;\t|"
_SEP_LINE = re.compile(r"sep=(.)\r?\n")
_SAMPLE_CHARS = 1 << 18
_SAMPLE_RECORDS = 200
_SHOWN_ROWS = 20
MOST_COLUMNS = 1_000
"""More are no table of records; each costs time when its values are guessed, and room in the plan."""
LONGEST_NAME = 200


class Join(msgspec.Struct, frozen=True):
    """A column that holds the keys of another file beside this one: the columns `take` of the row with the
    key are read as if they stood at the end of this file's rows."""

    column: int
    file: str
    shape: "FileShape"
    key: int
    take: list[int]


class FileShape(msgspec.Struct, frozen=True):
    """How a file is to be read. `header` has one unique name a column; `header_row` is its record number.
    The columns that `joins` bring stand at its end."""

    encoding: str
    delimiter: str
    quote: str
    header: list[str]
    line_terminator: str
    sample_rows: list[list[str]]
    header_row: int = 1
    skip_space: bool = False
    # A first line `sep=;`, which Excel writes and hides, is not counted as a row.
    sep_line: bool = False
    # Bytes before the text, such as a mark of another encoding.
    skip_bytes: int = 0
    joins: list[Join] = []

    @property
    def own(self) -> list[str]:
        """The header as it stands in the file."""
        return self.header[: len(self.header) - sum(len(join.take) for join in self.joins)]


class RowProblem(NamedTuple):
    """A row that cannot be used as it stands: its number, the column to blame if there is one, a sentence."""

    row: int
    column: str | None
    message: str


def sniff(path: Path) -> FileShape:
    """The shape of a CSV file; Problem 422 with the reason when it is none (empty, binary, header broken)."""
    encoding = encoding_of(path)
    with opened(path, encoding) as file:
        text = file.read(_SAMPLE_CHARS)
        if file.read(1):
            text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text
    told = _SEP_LINE.match(text)
    body = text[told.end() :] if told else text
    dialect = _dialect(body, told[1] if told else "")
    sample = _read(body, dialect)
    if not sample:
        raise errors.bad_input("The file is empty.")
    place = header_place([record.cells for record in sample])
    head = sample[place]
    if "\0" in "".join(head.cells):
        raise errors.bad_input(f"The bytes do not fit {encoding.name.upper()}; save the file as UTF-8.")
    if head.broken:
        cell = "it" if head.column < 0 else f"cell {head.column + 1}"
        raise errors.bad_input(f"The header cannot be read: {cell} {head.broken}.")
    if len(head.cells) > MOST_COLUMNS:
        raise errors.bad_input(f"It has {len(head.cells):,} columns; at most {MOST_COLUMNS:,} can be read.")
    header = _unique(head.cells)
    fitting = (_fit(record, header) for record in sample[place + 1 :])
    return FileShape(
        encoding=encoding.name,
        delimiter=dialect.delimiter,
        quote=dialect.quote,
        header=header,
        line_terminator=_terminator(text),
        sample_rows=list(islice((row[1] for row in fitting if not isinstance(row, RowProblem)), _SHOWN_ROWS)),
        header_row=head.number,
        skip_space=dialect.skip_space,
        sep_line=bool(told),
        skip_bytes=encoding.skip,
    )


def rows(path: Path, shape: FileShape, after: int = 0) -> Iterator[tuple[int, list[str]] | RowProblem]:
    """Every row after the header as (number, cells) with one cell a column, or as the problem it has; with
    `after`, only those behind that number.

    Numbers count records as a person does, the header being 1 and blank lines included. Memory stays flat.
    """
    first = max(after, shape.header_row)
    header = shape.own
    beside = [(join.column, _beside(path, join), [""] * len(join.take)) for join in shape.joins]
    with opened(path, Encoding(shape.encoding, shape.skip_bytes)) as file:
        if shape.sep_line:
            file.readline()
        for record in records(file, Dialect(shape.delimiter, shape.quote, shape.skip_space)):
            if record.number > first:
                found = _fit(record, header)
                if beside and not isinstance(found, RowProblem):
                    for column, table, nothing in beside:
                        found[1].extend(table.get(found[1][column].strip(), nothing))
                yield found


def _beside(path: Path, join: Join) -> dict[str, list[str]]:
    """Key -> the cells that the other file has for it; the first row of a key counts."""
    found: dict[str, list[str]] = {}
    for row in rows(path.parent / join.file, join.shape):
        if not isinstance(row, RowProblem) and (key := row[1][join.key].strip()):
            found.setdefault(key, [row[1][place] for place in join.take])
    return found


def _fit(record: Record, header: list[str]) -> tuple[int, list[str]] | RowProblem:
    number, cells, broken, column, recovered = record
    width = len(header)
    if broken:
        return RowProblem(
            number, header[column] if 0 <= column < width else None, f"{broken[0].upper()}{broken[1:]}."
        )
    if len(cells) > width and any(cells[width:]):
        return RowProblem(number, None, f"Has {len(cells)} cells, the header has {width}.")
    if recovered and len(cells) != width:
        # It may be the inside of the broken row's quoted cell rather than a row of its own.
        return RowProblem(number, None, f"Follows a broken row and has {len(cells)} cells of {width}.")
    if width > 1 and cells[0].strip("\ufeff ") == header[0] and _unique(cells) == header:
        # As where two exports were put together: a company called “Account” is nobody's.
        return RowProblem(number, None, "Repeats the header.")
    if said := no_record(cells, width):
        return RowProblem(number, None, said)
    return number, cells[:width] + [""] * (width - len(cells))


def _dialect(text: str, told: str) -> Dialect:
    """The dialect under which most records have as many cells as the header."""
    quote = '"'
    if '"' not in text and len(re.findall(r"(?m)(?:^|[,;\t|])'[^'\n]*'(?=[,;\t|\r\n])", text)) > 1:
        quote = "'"
    choices = [Dialect(delimiter, quote) for delimiter in (told or _DELIMITERS)]
    best = max(choices, key=lambda dialect: _consistency(_read(text, dialect)))
    return best._replace(skip_space=_spaced(_read(text, best), quote))


def _read(text: str, dialect: Dialect) -> list[Record]:
    return list(islice(records(io.StringIO(text, newline=""), dialect), _SAMPLE_RECORDS))


def _consistency(sample: Iterable[Record]) -> float:
    widths = [0 if record.broken else len(record.cells) for record in sample]
    if not widths:
        return 0.0
    (usual, _), *_ = Counter(widths[:1] if len(widths) < 3 else widths).most_common()
    # A first record of another width may be a title above the header; then it speaks less loudly.
    return max(_evenness(widths, widths[0]), _evenness(widths, usual) / 2)


def _evenness(widths: list[int], width: int) -> float:
    if width < 2:
        return 0.0
    share = widths.count(width) / len(widths)
    # Squared, so that a delimiter that splits everything evenly beats one that merely splits more.
    return share * share * math.log2(width)


def _spaced(sample: list[Record], quote: str) -> bool:
    """Whether cells are quoted after a space, as in `"a", "b"`, which else would keep the quotes."""
    opened = [any(cell.startswith(f" {quote}") for cell in record.cells) for record in sample[1:]]
    return sum(opened) * 2 > len(opened)


def _terminator(text: str) -> str:
    counts = Counter(re.findall(r"\r\n|\n|\r", text))
    return counts.most_common(1)[0][0] if counts else "\n"


def _unique(names: list[str]) -> list[str]:
    """Header names trimmed, filled where empty (`Column 3`), numbered where repeated (`Name (2)`)."""
    made: dict[str, None] = {}
    copies: Counter[str] = Counter()
    for place, name in enumerate(names, start=1):
        base = " ".join(name.strip("\ufeff").split()) or f"Column {place}"
        if len(base) > LONGEST_NAME:
            base = f"{base[:LONGEST_NAME]}…"
        unique = base
        while unique in made:
            copies[base] += 1
            unique = f"{base} ({copies[base] + 1})"
        made[unique] = None
    return list(made)
