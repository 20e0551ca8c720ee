"""Files damaged in five hundred ways: no crash, no import by halves, no row lost without a word."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from headgate.core.listing.pages import LISTINGS, page, wanted
from headgate.flows.exchange import driving, runs
from headgate.flows.exchange.cells import COLUMNS
from headgate.flows.exchange.plans import Kind
from headgate.flows.exchange.routes import first_rows
from headgate.flows.exchange.runs import Run
from headgate.flows.exchange.schemas import Result
from headgate.flows.exchange.targets import NEEDED, RECORD_OF
from headgate.kit.errors import Problem
from headgate.store.engine import Store, Tx
from tests.flows.exchange.damages import Damaged, damaged
from tests.flows.exchange.desk import Desk, desk
from tests.flows.exchange.standing import state

MANY, SOME = 132, 24
MOST_SHOWN = 1_000_000
"""Bytes of the answer that shows an import of a few files."""
SENTENCE = re.compile(r"[“A-Z0-9'\"(].{6,600}\.", re.DOTALL)
MACHINE = re.compile(r"Traceback|[a-z]Error\b|\bNone\b|object at|constraint|<class")
FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def check_words(said: str) -> None:
    """A sentence that a person can act on."""
    assert SENTENCE.fullmatch(said) and not MACHINE.search(said), said


def some(ws: str, record: str, cursor: str | None, tx: Tx) -> Any:
    return page(tx, ws, LISTINGS[record], wanted(record, cursor=cursor, limit=200, put_away=None))


def standing(at: Desk) -> Counter[str]:
    """How many records of each kind there are."""
    found: Counter[str] = Counter()
    for record in ("deal", "company", "contact", "product", "member", "team"):
        cursor = None
        while True:
            part = at.store.read(partial(some, at.ws, record, cursor))
            found[record] += len(part.items)
            cursor = part.next
            if cursor is None:
                break
    return found


def uploaded(at: Desk, files: dict[str, bytes]) -> Run | None:
    """The draft; nothing where the files are refused, and then by name."""
    try:
        return at.upload(files)
    except Problem as refused:
        name, _, said = refused.detail.partition(": ")
        assert name in files and 400 <= refused.status < 500
        check_words(said)
        assert at.store.read(lambda tx: runs.runs_before(tx, at.ws, "imp_7fffffffffffffff", 1)) == []
        return None


def person_looks(run: Run, seed: int) -> None:
    """What a person has to settle: one file of deals, names that are there, orders of dates."""
    deals = 0
    for file in run.plan.files:
        fields = {column.field for column in file.columns}
        deals += file.record == "deals"
        needed = [name for name in NEEDED[file.record] if name != "stage_id"]
        file.skip = not fields.issuperset(needed) or (file.record == "deals" and deals > 1)
        for column in file.columns if seed % 2 else ():
            if column.field in ("created_at", "closed_at", "expected_close"):
                column.date_order = column.date_order or "iso"
    run.plan.options.missing_amount = ("leave", "list_price", "list_price_all")[seed % 3]


def independent(path: Path, run: Run, index: int) -> int | None:
    """How many records Python's own reader finds behind the header; None where it finds the text broken."""
    shape = run.files[index].shape
    text = path.read_bytes()[shape.skip_bytes :].decode(shape.encoding)
    if shape.sep_line:
        text = text.split("\n", 1)[1]
    lines = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=shape.delimiter,
        quotechar=shape.quote,
        skipinitialspace=shape.skip_space,
        strict=True,
    )
    before = csv.field_size_limit(1 << 30)
    try:
        return sum(1 for number, line in enumerate(lines, 1) if line and number > shape.header_row)
    except csv.Error:
        return None
    finally:
        csv.field_size_limit(before)


def check_counts(at: Desk, run: Run) -> None:
    """Every row of each file is created, matched or refused, and each refused one is told with its reason."""
    assert run.result is not None
    told = at.problems(run)
    results = {each.index: each for each in run.result.files}
    for file in run.plan.files:
        stored = run.files[file.index]
        mine = results.get(file.index)
        rows = mine.created + mine.matched + mine.refused if mine else 0
        assert file.skip or rows == stored.file.rows, (stored.file.name, rows, stored.file.rows)
        refused = {each.row for each in told if each.file == file.index and each.severity == "refused"}
        assert len(refused) == (mine.refused if mine else 0), (stored.file.name, sorted(refused))
    for each in told:
        assert each.row >= 2
        assert each.column is None or each.column in run.files[each.file].shape.header
        check_words(each.message)


def told(result: Result | None) -> Any:
    """What a check foretells and an import then says."""
    assert result is not None
    records = [{k: v for k, v in each.items() if v} for each in (result.created, result.matched)]
    return records, result.by_stage, result.files, result.missing_open, result.missing_closed


def check_export(at: Desk, there: Counter[str]) -> None:
    """Everything comes out again, and no cell of it is run by a spreadsheet."""
    kinds: list[Kind] = [*COLUMNS]
    for kind in kinds:
        text = at.export(kind).removeprefix("\ufeff")
        lines = list(csv.reader(io.StringIO(text, newline="")))
        assert len(lines) == there[RECORD_OF[kind]] + 1
        for cell in (cell for line in lines for cell in line):
            assert not FORMULA.match(cell) or cell[0] == "'" or re.fullmatch(r"-[0-9.]+", cell), cell


def one(at: Desk, made: Damaged, seed: int) -> bool:
    """A damaged set of files from upload to the end; whether it could be uploaded."""
    before = standing(at)
    was = state(at) if seed % 5 == 0 else {}
    run = uploaded(at, made.files)
    if run is None:
        assert standing(at) == before
        return False
    assert len(msgspec.json.encode(runs.answer(run))) < MOST_SHOWN
    for file in run.files:
        first_rows(run.path(file.file.index), file.shape)
        count = independent(run.path(file.file.index), run, file.file.index)
        assert count in (None, file.file.rows), (file.file.name, count, file.file.rows)
    person_looks(run, seed)
    checked = at.check(at.plan(run))
    assert (checked.status, checked.error) == ("checked", None)
    check_counts(at, checked)
    assert standing(at) == before
    foretold = told(checked.result)
    applied = at.apply(checked)
    assert (applied.status, applied.error) == ("applied", None)
    check_counts(at, applied)
    assert told(applied.result) == foretold, [told(applied.result), foretold]
    assert applied.result is not None
    there = standing(at)
    made_now = Counter({k: v for k, v in applied.result.created.items() if k != "pipeline"})
    assert there == before + made_now
    assert at.figure("deal_count").value == there["deal"]
    assert at.differences() == []
    check_export(at, there)
    if was:
        undone = at.undo(applied)
        assert (undone.status, undone.error) == ("undone", None)
        assert state(at) == was and at.differences() == []
    return True


def all_of(store: Store, folder: Path, seeds: Sequence[int]) -> None:
    """Each set of files in a workspace of its own; most of them are taken, row by row."""
    went = 0
    for seed in seeds:
        made = damaged(seed)
        try:
            went += one(desk(store, folder), made, seed)
        except BaseException as error:
            error.add_note(f"seed {seed}: {'; '.join(made.told)}")
            raise
    assert went * 2 > len(seeds)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else works here, for whom an import would rest."""
    monkeypatch.setattr(driving, "rest", lambda seconds: None)


@pytest.mark.parametrize("batch", range(4))
def test_damaged_files(store: Store, tmp_path: Path, batch: int) -> None:
    """Each damage three times on SQLite; a share on PostgreSQL."""
    share = MANY if store.engine == "sqlite" else SOME
    all_of(store, tmp_path, range(share)[batch::4])


@pytest.mark.long
@pytest.mark.parametrize("batch", range(10))
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_five_hundred_damaged_files(store: Store, tmp_path: Path, batch: int) -> None:
    all_of(store, tmp_path, range(500)[batch::10])
