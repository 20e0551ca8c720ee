"""The records of delimited text, one at a time: what cannot be read is told with its place, never dropped."""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple, TextIO

CELL_LIMIT = 1_000_000
RECORD_LIMIT = 8_000_000
_CELLS_LIMIT = 10_000
_TOO_LONG = "is longer than eight million characters or ten thousand cells"
_ENDS = ("", "\n", "\r", "\r\n")


class Dialect(NamedTuple):
    """How cells are set apart; `skip_space` allows spaces between a delimiter and a quote."""

    delimiter: str
    quote: str
    skip_space: bool = False


class Record(NamedTuple):
    """One record. `broken` is empty, or says what is wrong with cell `column` (from 0; -1 for all).

    `recovered` marks lines read again because the record before them never closed its quote.
    """

    number: int
    cells: list[str]
    broken: str = ""
    column: int = 0
    recovered: bool = False


def records(file: TextIO, dialect: Dialect) -> Iterator[Record]:
    """Every record of a text opened with `newline=""`, numbered from 1; blank lines count but are not given.

    A quoted cell may hold delimiters, line ends and doubled quotes. When its quote never closes, or closes
    where it should not, only its first line is given up: the lines after it are read as records again.
    """
    lines = _Lines(file)
    number = 0
    while True:
        recovered, line = lines.given_back > 0, lines.take()
        if not line:
            return
        number += 1
        if line in _ENDS:
            continue
        if len(line) > CELL_LIMIT and _endless(line, dialect):
            yield Record(number, [], _TOO_LONG, -1, recovered)
            continue
        used = [line]
        if dialect.quote not in line:
            cells, broken = _plain(line, dialect), ""
        else:
            cells, broken = _quoted(lines, used, dialect)
            if broken:
                lines.give_back(used[1:])
        column = len(cells)
        if not broken:
            broken, column = _check(used, cells)
        yield Record(number, cells, broken, column, recovered)


def _plain(line: str, dialect: Dialect) -> list[str]:
    cells = line.rstrip("\r\n").split(dialect.delimiter)
    return [cell.lstrip(" ") for cell in cells] if dialect.skip_space else cells


def _quoted(lines: "_Lines", used: list[str], dialect: Dialect) -> tuple[list[str], str]:
    """The cells of a record with quotes, taking further lines into `used`, and what is wrong, if anything."""
    delimiter, quote, skip_space = dialect
    cells: list[str] = []
    at = taken = 0
    while True:
        line = used[-1]
        if skip_space:
            at = _past_spaces(line, at)
        if not line.startswith(quote, at):
            end = line.find(delimiter, at)
            cells.append(line[at:].rstrip("\r\n") if end < 0 else line[at:end])
            if end < 0:
                return cells, ""
            at = end + 1
            continue
        cell, at, broken = _quoted_cell(lines, used, quote, at + 1)
        taken += len(cell)
        if taken > RECORD_LIMIT or len(cells) > _CELLS_LIMIT:
            broken = _TOO_LONG
        if broken:
            return cells, broken
        line = used[-1]
        if skip_space:
            at = _past_spaces(line, at)
        if line.startswith(delimiter, at):
            at += 1
        elif line[at : at + 2] not in _ENDS:
            return cells, "has text after its closing quote"
        else:
            return [*cells, cell], ""
        cells.append(cell)


def _quoted_cell(lines: "_Lines", used: list[str], quote: str, at: int) -> tuple[str, int, str]:
    """A cell from behind its opening quote: its text, the place behind the closing quote, what is wrong."""
    parts: list[str] = []
    size = 0
    while True:
        line = used[-1]
        end = line.find(quote, at)
        if end < 0:
            parts.append(line[at:])
            size += len(line) - at
            if size > CELL_LIMIT:
                return "", 0, "opens a quote that does not close within a million characters"
            if not (line := lines.take()):
                return "", 0, "opens a quote that never closes"
            used.append(line)
            at = 0
        elif line.startswith(quote, end + 1):
            parts.append(line[at : end + 1])
            size += end - at
            at = end + 2
        else:
            parts.append(line[at:end])
            return "".join(parts), end + 1, ""


def _check(used: list[str], cells: list[str]) -> tuple[str, int]:
    """What is wrong with a record that was read to its end, and in which cell."""
    if any("\0" in line for line in used):
        return "holds a NUL byte", next((i for i, cell in enumerate(cells) if "\0" in cell), 0)
    if sum(map(len, used)) > CELL_LIMIT:
        for i, cell in enumerate(cells):
            if len(cell) > CELL_LIMIT:
                return "is longer than a million characters", i
        if sum(map(len, used)) > RECORD_LIMIT:
            return _TOO_LONG, -1
    return "", 0


def _endless(line: str, dialect: Dialect) -> bool:
    """Whether a line is not even worth splitting: its cells would fill the memory."""
    return len(line) > RECORD_LIMIT or line.count(dialect.delimiter) > _CELLS_LIMIT


def _past_spaces(line: str, at: int) -> int:
    while line.startswith(" ", at):
        at += 1
    return at


class _Lines:
    """The lines of a text, which may be given back; the excess of an endless line is not kept."""

    def __init__(self, file: TextIO) -> None:
        self.given_back = 0
        self._file = file
        self._held: deque[str] = deque()

    def take(self) -> str:
        """The next line with its end, or nothing at the end of the text."""
        if not self._held:
            return self._read()
        self.given_back -= 1
        return self._held.popleft()

    def give_back(self, lines: list[str]) -> None:
        """Put lines back to be taken again."""
        # No line is given back more than twice: one with an odd number of quotes ends the search of the
        # line before it that opened, and one with an even number opens nothing itself.
        self._held.extendleft(reversed(lines))
        self.given_back += len(lines)

    def _read(self) -> str:
        # One character more than a record may have, so that what is too long still shows as such.
        line = rest = self._file.readline(RECORD_LIMIT + 1)
        while len(rest) > RECORD_LIMIT and rest[-1] not in "\r\n":
            rest = self._file.readline(RECORD_LIMIT + 1)
        return line
