"""In which encoding a text file is written and where its text begins: by its mark, its zeros, its fit."""

import codecs
import io
import re
from pathlib import Path
from typing import NamedTuple, TextIO

from headgate.kit import errors

_MARKS = [  # UTF-32 first: its little-endian mark begins with that of UTF-16
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
_ZEROS = {
    (True, True, True, False): "utf-32-be",
    (False, True, True, True): "utf-32-le",
    (True, False, True, False): "utf-16-be",
    (False, True, False, True): "utf-16-le",
}
"""Which bytes of four are zero in text of Latin letters."""
_CP1252_HOLES = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_CHUNK = 1 << 20
_LOOKED_AT = 4_096


class Encoding(NamedTuple):
    """`skip`: bytes before the text, such as a mark that does not belong to the encoding."""

    name: str
    skip: int = 0


def opened(path: Path, encoding: Encoding) -> TextIO:
    """The text, its line ends as they are."""
    file = path.open("rb")
    file.seek(encoding.skip)
    return io.TextIOWrapper(file, encoding=encoding.name, newline="")


def encoding_of(path: Path) -> Encoding:
    """Raises the 422 problem of a file that is no text, or not in the encoding that its mark names."""
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
        for magic, what in _BINARY.items():
            if start.startswith(magic):
                raise errors.bad_input(f"The file is {what}, not CSV text.")
        marked = next((name for mark, name in _MARKS if start.startswith(mark)), "")
        by_zeros = _by_zeros(file, start, marked)
        if by_zeros:
            return by_zeros
        misfit = _misfit(file, Encoding(marked or "utf-8"))
        if misfit is None:
            return Encoding(marked or "utf-8")
        if marked:
            raise errors.bad_input(
                f"The file calls itself {marked.upper()}, but does not fit from byte {misfit}."
            )
        file.seek(0)
        holes = any(map(_CP1252_HOLES.search, iter(lambda: file.read(_CHUNK), b"")))
        return Encoding("latin-1" if holes else "cp1252")


def _by_zeros(file: io.BufferedReader, start: bytes, marked: str) -> Encoding | None:
    """UTF-16 without a mark, and UTF-32 without one or behind that of UTF-16, as some programs write it."""
    skip = 2 if marked == "utf-16" else 0
    if marked not in ("", "utf-16"):
        return None
    whole = start[skip:]
    whole = whole[: len(whole) // 4 * 4]
    if len(whole) < 8:
        return None
    zeros = tuple(whole[place::4].count(0) * 10 > len(whole[place::4]) * 9 for place in range(4))
    name = _ZEROS.get((zeros[0], zeros[1], zeros[2], zeros[3]))
    if name is None or (marked and name.startswith("utf-16")):
        return None
    found = Encoding(name, skip)
    return found if _misfit(file, found) is None else None


def _misfit(file: io.BufferedReader, encoding: Encoding) -> int | None:
    """About where the bytes stop being valid in an encoding, or None when all are."""
    decoder = codecs.getincrementaldecoder(encoding.name)()
    file.seek(encoding.skip)
    place = encoding.skip
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
            place += len(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as problem:
        return place + problem.start
    return None
