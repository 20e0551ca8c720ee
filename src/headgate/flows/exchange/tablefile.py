"""Opening a delimited text file: its encoding, delimiter, quoting and header; its rows, streamed."""

import codecs
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
from headgate.kit import errors

_BOMS = [  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_BINARY = {
    b"PK\x03\x04": "a zip archive",
    b"\xd0\xcf\x11\xe0": "an old or a locked Excel workbook",
    b"\x1f\x8b": "a gzip archive",
    b"%PDF": "a PDF",
}
_DELIMITERS = ",;\t|"
_CP1252_HOLES = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_SEP_LINE = re.compile(r"sep=(.)\r?\n")
_CHUNK = 1 << 20
_SAMPLE_CHARS = 1 << 18
_SAMPLE_RECORDS = 200
_SHOWN_ROWS = 20
MOST_COLUMNS = 1_000
"""More are no table of records; each costs time when its values are guessed, and room in the plan."""
LONGEST_NAME = 200


class FileShape(msgspec.Struct, frozen=True):
    """How a file is to be read. `header` has one unique name a column; `header_row` is its record number."""

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


class RowProblem(NamedTuple):
    """A row that cannot be used as it stands: its number, the column to blame if there is one, a sentence."""

    row: int
    column: str | None
    message: str


def sniff(path: Path) -> FileShape:
    """The shape of a CSV file; Problem 422 with the reason when it is none (empty, binary, header broken)."""
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        text = file.read(_SAMPLE_CHARS)
        if file.read(1):
            text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text
    told = _SEP_LINE.match(text)
    body = text[told.end() :] if told else text
    dialect = _dialect(body, told[1] if told else "")
    sample = _read(body, dialect)
    if not sample:
        raise errors.bad_input("The file is empty.")
    head = sample[0]
    if "\0" in "".join(head.cells):
        raise errors.bad_input(f"The bytes do not fit {encoding.upper()}; save the file as UTF-8.")
    if head.broken:
        place = "it" if head.column < 0 else f"cell {head.column + 1}"
        raise errors.bad_input(f"The header cannot be read: {place} {head.broken}.")
    if len(head.cells) > MOST_COLUMNS:
        raise errors.bad_input(f"It has {len(head.cells):,} columns; at most {MOST_COLUMNS:,} can be read.")
    header = _unique(head.cells)
    fitting = (_fit(record, header) for record in sample[1:])
    return FileShape(
        encoding=encoding,
        delimiter=dialect.delimiter,
        quote=dialect.quote,
        header=header,
        line_terminator=_terminator(text),
        sample_rows=list(islice((row[1] for row in fitting if not isinstance(row, RowProblem)), _SHOWN_ROWS)),
        header_row=head.number,
        skip_space=dialect.skip_space,
        sep_line=bool(told),
    )


def rows(path: Path, shape: FileShape, after: int = 0) -> Iterator[tuple[int, list[str]] | RowProblem]:
    """Every row after the header as (number, cells) with one cell a column, or as the problem it has; with
    `after`, only those behind that number.

    Numbers count records as a person does, the header being 1 and blank lines included. Memory stays flat.
    """
    first = max(after, shape.header_row)
    with path.open(encoding=shape.encoding, newline="") as file:
        if shape.sep_line:
            file.readline()
        for record in records(file, Dialect(shape.delimiter, shape.quote, shape.skip_space)):
            if record.number > first:
                yield _fit(record, shape.header)


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
    return number, cells[:width] + [""] * (width - len(cells))


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4)
        for magic, what in _BINARY.items():
            if start.startswith(magic):
                raise errors.bad_input(f"The file is {what}, not CSV text.")
        marked = next((name for bom, name in _BOMS if start.startswith(bom)), "")
        misfit = _misfit(file, marked or "utf-8")
        if misfit is None:
            return marked or "utf-8"
        if marked:
            raise errors.bad_input(
                f"The file calls itself {marked.upper()}, but does not fit from byte {misfit}."
            )
        file.seek(0)
        return "latin-1" if any(map(_CP1252_HOLES.search, iter(lambda: file.read(_CHUNK), b""))) else "cp1252"


def _misfit(file: io.BufferedReader, encoding: str) -> int | None:
    """About where the bytes stop being valid in an encoding, or None when all are."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    place = 0
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
            place += len(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as problem:
        return place + problem.start
    return None


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
    if not widths or widths[0] < 2:
        return 0.0
    share = widths.count(widths[0]) / len(widths)
    # Squared, so that a delimiter that splits everything evenly beats one that merely splits more.
    return share * share * math.log2(widths[0])


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
