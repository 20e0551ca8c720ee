"""Large files: memory stays flat, and those who work meanwhile hardly notice."""

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from headgate.flows.exchange import driving, uploads
from headgate.flows.exchange.runs import Run
from headgate.records.deals.answers import board_of
from headgate.records.deals.schemas import NewDeal
from headgate.records.deals.tables import deals
from headgate.records.pipelines.queries import pipelines_of
from headgate.store.engine import Store
from headgate.store.statements import P, Query
from tests.flows.exchange.desk import Desk, desk
from tests.flows.exchange.twin import twin

BLOCK = 5_000
ROOM = 150_000
"""Kilobytes that an import of any size may take."""
NAME = "sales_pipeline.csv"


def anonymous_memory() -> int:
    """Kilobytes of this process that are not mapped from a file (the embedded store maps its own)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1])
    raise LookupError("the system does not tell")


@dataclass
class Watch:
    """The most memory seen, and the seconds that each look at the board took."""

    start: int
    most: int = 0
    boards: list[float] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        return sorted(self.boards)[int(len(self.boards) * share)]


@contextmanager
def watched(at: Desk) -> Iterator[Watch]:
    """Looks at memory twenty times a second, and at the boards each time, as another user would: the board
    that stood before and the one that the import fills."""
    gc.collect()
    watch, done = Watch(anonymous_memory()), threading.Event()

    def look() -> None:
        while not done.wait(0.05):
            watch.most = max(watch.most, anonymous_memory())
            for pipeline in at.store.read(lambda tx: pipelines_of(tx, at.ws)):
                begun = time.perf_counter()
                at.store.read(partial(board_of, actor=at.actor, pipeline_id=pipeline.id))
                watch.boards.append(time.perf_counter() - begun)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield watch
    finally:
        done.set()
        thread.join()


def uploaded(at: Desk, rows: int) -> Run:
    """A file of so many deals, written by the block, with the small files beside it."""
    id_, folder = uploads.new_folder(at.data)
    small = twin(1).files
    with (folder / "0.csv").open("wb") as target:
        for number in range(rows // BLOCK):
            head, *lines = twin(BLOCK, seed=number).files[NAME].splitlines(keepends=True)
            target.write(b"" if number else head)
            target.writelines(b"%03X%b" % (number, line) for line in lines)
    others = [name for name in small if name != NAME]
    for place, name in enumerate(others, start=1):
        (folder / f"{place}.csv").write_bytes(small[name])
    around = at.store.read(lambda tx: uploads.surroundings(tx, at.ws))
    at.do("import.upload", uploads.drafted(id_, folder, [NAME, *others], around))
    return at.run(id_)


def imported(at: Desk, rows: int) -> Watch:
    at.whole(twin(200).files)  # so that what is loaded once is loaded
    at.do("deal.create", *(NewDeal(name=f"Mine {n}") for n in range(200)))
    with watched(at) as watch:
        run = at.check(uploaded(at, rows))
        assert run.status == "checked" and run.result is not None, run.error
        assert (run.result.created["deal"], run.problems) == (rows, 0)
        applied = at.apply(run)
    assert applied.status == "applied" and applied.result is not None
    assert applied.result.created["deal"] == rows
    count = sa.select(sa.func.count()).where(deals.c.workspace_id == P("ws"), deals.c.standing == "live")
    assert at.store.read(lambda tx: tx.all(Query(count), ws=at.ws)) == [rows + 400]
    return watch


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_hundred_thousand_rows_in_flat_memory(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driving, "rest", lambda seconds: None)  # nobody else works here
    watch = imported(desk(store, tmp_path), 100_000)
    assert watch.most - watch.start < ROOM, f"{(watch.most - watch.start) // 1000} MB"


@pytest.mark.long
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_million_rows_while_another_looks_at_the_board(store: Store, tmp_path: Path) -> None:
    watch = imported(desk(store, tmp_path), 1_000_000)
    assert watch.most - watch.start < ROOM, f"{(watch.most - watch.start) // 1000} MB"
    assert watch.percentile(0.99) < 0.2, f"p99 {watch.percentile(0.99) * 1000:.0f} ms"
