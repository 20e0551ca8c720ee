"""Text that has broken readers elsewhere: it parses to the cell, or is refused with a sentence."""

import json
import zipfile
from pathlib import Path

import pytest

from headgate.flows.exchange import tablefile
from headgate.flows.exchange.profiling import profile
from headgate.kit.errors import Problem
from headgate.store.engine import Store
from tests.flows.exchange.desk import Desk, accounted, companies_of, deals_of, desk

SPECTRUM = (
    "comma_in_quotes empty empty_crlf escaped_quotes json newlines newlines_crlf quotes_and_newlines simple "
    "simple_crlf utf8"
).split()
EDGES = "salesforce-dataloader/edge-cases"


def parsed(path: Path) -> list[dict[str, str]]:
    shape = tablefile.sniff(path)
    found = []
    for row in tablefile.rows(path, shape):
        assert not isinstance(row, tablefile.RowProblem), row
        found.append(dict(zip(shape.header, row[1], strict=True)))
    return found


@pytest.mark.parametrize("name", SPECTRUM)
def test_csv_spectrum(samples: Path, tmp_path: Path, name: str) -> None:
    folder = samples / "csv-torture" / "csv-spectrum"
    text = (folder / "csvs" / f"{name}.csv").read_bytes()
    if name.endswith("_crlf") and b"\r\n" not in text:
        text = text.replace(b"\n", b"\r\n")  # the copy has lost them on its way
    path = tmp_path / "file.csv"
    path.write_bytes(text)
    assert parsed(path) == json.loads((folder / "json" / f"{name}.json").read_bytes())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_is_written_is_read(tmp_path: Path, end: str, delimiter: str) -> None:
    cells = ["1", "", 'say "yes"', f"Once upon {end}a time", "a,b;c\td|e", '{"k": [1, 2]}', "ʤ", "x"]
    path = tmp_path / "file.csv"
    quoted = delimiter.join('"' + cell.replace('"', '""') + '"' for cell in cells)
    header = delimiter.join("abcdefgh")
    path.write_bytes(f"{header}{end}{quoted}{end}{quoted}{end}".encode())
    assert parsed(path) == [dict(zip("abcdefgh", cells, strict=True))] * 2


def test_each_file_of_the_csv_on_the_web_tests(samples: Path, tmp_path: Path) -> None:
    read = 0
    with zipfile.ZipFile(samples / "csv-torture" / "w3c-csvw-tests.zip") as packed:
        for name in packed.namelist():
            if not name.endswith(".csv"):
                continue
            path = tmp_path / "file.csv"
            path.write_bytes(packed.read(name))
            try:
                found = profile(path)
            except Problem as refused:
                assert refused.detail.endswith("."), name
                continue
            lines = sum(
                1 for line in path.read_bytes().decode(found.shape.encoding).splitlines() if line.strip()
            )
            assert found.shape.header and found.rows >= 1, name
            assert found.rows + found.shape.header_row <= lines, name
            read += 1
    assert read > 190


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_edge_cases_of_a_data_loader(at: Desk, samples: Path) -> None:
    made = 0
    for path in sorted((samples / EDGES).glob("*.csv")):
        run = at.upload({path.name: path.read_bytes()})
        if run.plan.files[0].skip:
            assert run.plan.files[0].record == "deals" and run.files[0].file.rows >= 2
            continue
        applied = at.apply(at.check(run))
        assert applied.status == "applied" and accounted(applied), path.name
        assert applied.result is not None and applied.result.refused == 0
        made += applied.result.created["company"]
    assert made == len(companies_of_all(at))


def companies_of_all(at: Desk) -> list[str]:
    text = at.export("companies")
    return text.splitlines()[1:]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "utf-32-be", "cp1252"])
def test_marks_and_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "file.csv"
    rows = "column1,column2,column3\n" + "".join(f"row{n}-1,Café {n},row{n}-3\n" for n in range(30))
    path.write_bytes(rows.encode(encoding))
    assert [row["column2"] for row in parsed(path)] == [f"Café {n}" for n in range(30)]


DATES = [
    ("07/15/2009 02:14:45+0800", "2009-07-14T18:14:45+00:00"),
    ("07/13/2009 22:14:45-0800", "2009-07-14T06:14:45+00:00"),
    ("07/15/2009T02:14:45+0800", "2009-07-14T18:14:45+00:00"),
    ("2009-07-14 22:14:45+0800", "2009-07-14T14:14:45+00:00"),
    ("2010-10-14T12:00:00.000Z-0300", "2010-10-14T15:00:00+00:00"),
    ("2010-10-14T12:00:00.000Z", "2010-10-14T12:00:00+00:00"),
    ("2010-10-14T12:00:00.000", "2010-10-14T12:00:00+00:00"),
    ("2009\\7\\14 22:14:45+0800", None),
    ("2009-07/14 02:14:45-0800", None),
]


def test_instants_with_offsets_and_two_that_are_none(at: Desk) -> None:
    lines = ["Deal name,Stage,Created date"]
    lines += [f'D{n},New,"{written}"' for n, (written, _) in enumerate(DATES)]
    run = at.upload({"deals.csv": "\n".join(lines).encode()})
    run = at.apply(at.check(run))
    assert run.status == "applied" and accounted(run)
    assert {each.name: each.created_at.isoformat() for each in deals_of(at)} == {
        f"D{n}": instant for n, (_, instant) in enumerate(DATES) if instant
    }
    assert [(each.row, each.column) for each in at.problems(run)] == [
        (9, "Created date"),
        (10, "Created date"),
    ]
    assert companies_of(at) == []
