"""Workbooks come in like the same tables as text: sheets, typed dates and numbers, and refusals in words."""

import csv
import io
import sys
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from headgate.flows.exchange import workbooks
from headgate.kit.errors import Problem
from headgate.store.engine import Store
from tests.flows.exchange.desk import Desk, desk
from tests.flows.exchange.twin import twin


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path)


def typed(cell: str) -> Any:
    """The cell as a person's spreadsheet holds it."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return float(cell) if cell.isdecimal() and not cell.startswith("0") else cell


def workbook(sheets: Mapping[str, list[list[Any]]], *, hidden: str | None = None) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"default_date_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if name == hidden:
            sheet.hide()
    book.close()
    return target.getvalue()


def table(text: bytes) -> list[list[Any]]:
    return [[typed(cell) for cell in row] for row in csv.reader(io.StringIO(text.decode("utf-8-sig")))]


def test_one_workbook_gives_what_its_sheets_give_as_files(at: Desk) -> None:
    made = twin(120)
    sheets = {name.removesuffix(".csv"): table(text) for name, text in made.files.items()}
    run = at.upload({"export.xlsx": workbook(sheets)})
    assert [each.file.name for each in run.files] == [f"export.xlsx, {name}" for name in sheets]
    done = at.apply(at.check(run))
    assert done.status == "applied" and done.result is not None
    assert (done.result.created["deal"], done.result.refused, done.result.by_stage) == (120, 0, made.stages)
    assert at.figure("won_value").value == made.won_value * 100
    assert at.differences() == []


def test_text_and_workbooks_come_together(at: Desk) -> None:
    made = twin(40)
    names = list(made.files)
    one = workbook({"Sheet1": table(made.files[names[0]])})
    given = {"first.xlsx": one, **{name: made.files[name] for name in names[1:]}}
    run = at.upload(given)
    assert [each.file.name for each in run.files] == list(given)
    done = at.apply(at.check(run))
    assert done.result is not None and done.result.created["deal"] == 40


def test_cells_lose_neither_type_nor_place(tmp_path: Path) -> None:
    rows: list[list[Any]] = [[], ["Name", "", "Value", "When"], [], ["=1+1 is text", "", 1.1 + 2.2, 0]]
    rows[3][3] = datetime.fromisoformat("2026-03-04")
    rows += [
        ["=SUM(A1)", "", 1234.567, datetime.fromisoformat("2026-03-04 05:06")],
        [True, "", 1e20, time(5, 6)],
    ]
    (tmp_path / "0.csv").write_bytes(workbook({"Deals": rows, "Empty": [], "Old": [["x"]]}, hidden="Old"))
    assert workbooks.unpacked(tmp_path, ["book.xlsx"]) == ["book.xlsx"]
    with (tmp_path / "0.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    assert found == [
        [],
        ["Name", "", "Value", "When"],
        [],
        ["0", "", "3.3", "2026-03-04"],
        ["0", "", "1234.5670", "2026-03-04 05:06:00"],
        ["TRUE", "", "100000000000000000000", "05:06:00"],
    ]


def refused(at: Desk, name: str, text: bytes) -> str:
    with pytest.raises(Problem) as caught:
        at.upload({name: text})
    assert caught.value.status == 422 and name in caught.value.detail
    return caught.value.detail


def test_what_cannot_be_read_is_refused_with_words(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = workbook({"Sheet1": [["Name"], ["One"]]})
    assert "no visible sheet" in refused(at, "empty.xlsx", workbook({"Sheet1": []}))
    assert "damaged" in refused(
        at, "cut.xlsx", rewritten(whole, "xl/worksheets/sheet1.xml", b"<worksheet><row")
    )
    assert "zip archive" in refused(at, "other.zip", rewritten(whole, "xl/workbook.xml", None))
    many = workbook({"Big": [["Name"]] * (workbooks.MOST_ROWS + 2)})
    assert "200,001 rows; at most 200,000" in refused(at, "many.xlsx", many)
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 100)
    assert "too large" in refused(at, "bomb.xlsx", whole)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux")
def test_cells_far_apart_do_not_take_the_memory(at: Desk) -> None:
    far = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="190000">'
    far += b'<c r="XFD190000"><v>1</v></c></row></sheetData></worksheet>'
    book = rewritten(workbook({"Sheet1": [["Name"]]}), "xl/worksheets/sheet1.xml", far)
    assert "too far apart" in refused(at, "far.xlsx", book)


def rewritten(book: bytes, part: str, text: bytes | None) -> bytes:
    """The workbook with one of its parts replaced or left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
            elif text is not None:
                new.writestr(name, text)
    return target.getvalue()
