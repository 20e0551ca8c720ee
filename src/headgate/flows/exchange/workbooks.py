"""Workbooks (XLSX): each visible sheet that holds rows becomes a delimited text file, read like any other.

The sheets are unpacked by a process of its own, within bounds: a small workbook can name cells so far apart
that holding it takes all memory there is.
"""

import csv
import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from headgate.kit.errors import bad_input

MOST_ROWS = 200_000
MOST_UNPACKED = 1 << 30
"""Bytes of a workbook once its archive is opened."""
MEMORY = 4 << 30
SECONDS = 120
_PART = "xl/workbook.xml"
_ZIP = b"PK\x03\x04"


def is_workbook(path: Path) -> bool:
    """Whether it is an archive that holds a workbook."""
    with path.open("rb") as file:
        if file.read(4) != _ZIP:
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            return _PART in archive.namelist()
    except zipfile.BadZipFile:
        return False


def unpacked(folder: Path, names: Sequence[str]) -> list[str]:
    """The names of the folder's files `0.csv`, `1.csv`, …, each workbook among them replaced by its sheets.

    A sheet is called after its workbook, and after itself where there are several. Raises 422 that names
    the file.
    """
    paths = [folder / f"{place}.csv" for place in range(len(names))]
    if not any(is_workbook(path) for path in paths):
        return list(names)
    found: list[tuple[str, Path]] = []
    for place, (name, path) in enumerate(zip(names, paths, strict=True)):
        kept = path.rename(folder / f"upload-{place}")
        if not is_workbook(kept):
            found.append((name, kept))
            continue
        sheets = _unpack(kept, name, place)
        alone = len(sheets) == 1
        found += [(name if alone else f"{name}, {sheet}", path) for sheet, path in sheets]
        kept.unlink()
    for place, (_, path) in enumerate(found):
        path.rename(folder / f"{place}.csv")
    return [name for name, _ in found]


def _unpack(path: Path, name: str, place: int) -> list[tuple[str, Path]]:
    def refused(said: str) -> Exception:
        return bad_input(f"{name}: {said}", [{"pointer": f"/files/{place}", "message": said}])

    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            raise refused("The workbook is too large once unpacked. Save the sheet as CSV.")
    command = [sys.executable, "-m", "headgate.flows.exchange.workbooks", str(path)]
    try:
        run = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise refused("The workbook takes too long to read. Save the sheet as CSV.") from None
    if run.returncode:
        raise refused("The workbook cannot be read: it is damaged or locked, or its cells lie too far apart.")
    told = json.loads(run.stdout)
    if "refused" in told:
        raise refused(told["refused"])
    if not told["sheets"]:
        raise refused("The workbook has no visible sheet with rows.")
    return [(sheet, Path(file)) for sheet, file in told["sheets"]]


def as_text(cell: Any) -> str:
    """A typed cell as text that can mean nothing else: ISO dates, a point before the decimals."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, (int, float)):
        # A workbook keeps fifteen digits; more are the noise of binary numbers.
        plain = format(Decimal(f"{cell:.15g}"), "f")
        # Three digits behind a point could be thousands.
        return f"{plain}0" if len(plain.partition(".")[2]) == 3 else plain
    return str(cell)


def _write(path: Path) -> dict[str, Any]:
    """Writes the sheets beside the workbook; what there is to say of them, for the process that waits."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_path(path)
    sheets: list[tuple[str, str]] = []
    for number, about in enumerate(book.sheets_metadata):
        if about.visible != SheetVisibleEnum.Visible or about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(number)
        below_header = sheet.end[0] if sheet.end else 0
        if below_header > MOST_ROWS:
            said = f"The sheet “{about.name}” has {below_header:,} rows; at most {MOST_ROWS:,} are read."
            return {"refused": f"{said} Save it as CSV, which may have any number."}
        target = path.with_name(f"{path.name}-{number}")
        filled = False
        with target.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            for row in sheet.iter_rows():
                cells = [as_text(cell) for cell in row]
                filled = filled or any(cells)
                out.writerow(cells if any(cells) else [])
        if filled:
            sheets.append((about.name, str(target)))
        else:
            target.unlink()
    return {"sheets": sheets}


def _bounded() -> None:
    """Holds this process to its memory, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _bounded()
    print(json.dumps(_write(Path(sys.argv[1]))))
