"""One run: a filled store, recordings, a real server, and rounds in which each cost is measured in turn."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from bench import minimum, places
from bench.cases import CASES, LIMIT, Ask, Case, on_the_wire
from bench.filling import Filled
from bench.measured import Row
from bench.places import Place
from bench.replaying import cost
from bench.serving import bounds, load, server
from bench.tracing import Transaction, record
from headgate.kit import ids

REPLAYED = 200
"""Requests whose statements one measurement replays."""


@dataclass(frozen=True)
class Options:
    engine: str = "sqlite"
    deals: int = 100_000
    seconds: float = 2.0
    rounds: int = 5
    clients: tuple[int, ...] = (1, 16)
    cases: tuple[str, ...] = ()
    keep: Path | None = None

    @property
    def measurements(self) -> int:
        return self.rounds * len(self.clients)

    @property
    def replayed(self) -> int:
        """Recorded requests that each measurement runs again."""
        return max(1, min(REPLAYED, self.deals // (6 * self.measurements)))

    def recorded(self, case: Case) -> int:
        """Requests of a case whose statements are recorded; what changes a record is run again once."""
        return self.replayed * (self.measurements if case.changes else 1)

    @property
    def share(self) -> int:
        """Deals that each measurement of moves may take; none is moved twice."""
        return self.deals // self.measurements


def run(options: Options) -> list[dict[str, Any]]:
    """The rows of the report. RuntimeError when a request is refused."""
    wanted = [case for case in CASES if not options.cases or case.name in options.cases]
    with (
        tempfile.TemporaryDirectory(prefix="headgate-bench-") as scratch,
        places.engine(options.engine) as at,
    ):
        base, filled = at.base(options.keep or Path(scratch) / "base", options.deals)
        recorded = {case.name: recordings(base, filled, case, options, Path(scratch)) for case in wanted}
        rows = {(case.name, n): Row(case.name, n) for case in wanted for n in options.clients}
        with (
            base.copy(Path(scratch) / "served") as served,
            bounds(base, wanted, recorded, Path(scratch)) as beside,
            server(served, beside) as (port, pid),
        ):
            supply = {case.name: Supply(case, filled, options) for case in wanted}
            for _ in range(options.rounds):
                for case in wanted:
                    noted = recorded[case.name][: options.replayed]
                    replays(base, filled, case, noted, rows, options, Path(scratch))
                    for n in options.clients:
                        loads(
                            port, pid, filled, supply[case.name], rows[case.name, n], options, Path(scratch)
                        )
    for case in wanted:
        for n in options.clients:
            rows[case.name, n].statements = len(recorded[case.name][0].statements)
    return [row.summary() for row in rows.values()]


def recordings(base: Place, filled: Filled, case: Case, options: Options, scratch: Path) -> list[Transaction]:
    """The transactions of the first requests of a case, on a copy of the store."""
    asks = list(islice(case.asks(filled), options.recorded(case)))
    with base.copy(scratch / "recorded") as copy:
        store = copy.open()
        try:
            noted, _ = record(store, filled, asks)
        finally:
            store.close()
    return noted


def least(case: Case, filled: Filled, noted: Sequence[Transaction], engine: str) -> list[Transaction]:
    """The hand-written minimum of the same requests; none for a case that has none."""
    ws, pipeline = ids.to_int("ws", filled.ws), ids.to_int("pipe", filled.pipeline)
    seller, manager = ids.to_int("mem", filled.seller_id), ids.to_int("mem", filled.manager_id)
    if case.name.startswith("board"):
        team = [manager, *team_of(noted[0], manager)]
        owners = {"board admin": [], "board team": team, "board seller": [seller]}[case.name]
        return [
            minimum.board(one, engine, ws=ws, pipeline=pipeline, owners=owners, limit=LIMIT + 1)
            for one in noted
        ]
    if case.name == "list":
        return [minimum.listed(one, engine, ws=ws, owner=seller, least=20_000_000) for one in noted]
    by_hand = {"read": minimum.read, "move": minimum.move, "create": minimum.create}.get(case.name)
    return [by_hand(one, engine) for one in noted] if by_hand else []


def team_of(noted: Transaction, manager: int) -> list[int]:
    """The owners that the recorded board asked for, without the manager."""
    for statement in noted.statements:
        for value in statement.args:
            found = json.loads(value) if isinstance(value, str) and value.startswith("[") else value
            if isinstance(found, list) and manager in found:
                return [one for one in found if one != manager]
    return []


def replays(
    base: Place,
    filled: Filled,
    case: Case,
    noted: list[Transaction],
    rows: dict[tuple[str, int], Row],
    options: Options,
    scratch: Path,
) -> None:
    """CPU of the recorded statements, then of the minimum; each on a fresh copy where they change it."""
    by_hand = least(case, filled, noted, options.engine)
    for name, transactions in (("replay", noted), ("least", by_hand)):
        if not transactions:
            continue
        with base.copy(scratch / "replayed") if case.changes else base.shared() as place:
            driver = place.driver()
            warm = len(transactions) // 10
            cost(driver, transactions[:warm])
            found = cost(driver, transactions[warm:])
            driver.close()
        for n in options.clients:
            getattr(rows[case.name, n], name).append(found)


class Supply:
    """The requests of a case; what changes a record is asked once."""

    def __init__(self, case: Case, filled: Filled, options: Options) -> None:
        self.case, self.share = case, options.share
        self.asks = case.asks(filled)

    def take(self, filled: Filled) -> list[bytes]:
        count = self.share if self.case.name == "move" else 500
        return [on_the_wire(ask, filled) for ask in islice(self.asks, count)]


def loads(
    port: int, pid: int, filled: Filled, supply: Supply, row: Row, options: Options, scratch: Path
) -> None:
    """The product under load; then answers of the same size, static and after a replay, under the same."""
    case, first = supply.case, next(supply.case.asks(filled))
    seen, cpu = load(
        port, pid, row.clients, options.seconds, supply.take(filled), scratch, once=case.name == "move"
    )
    row.size = seen["size"]
    row.rate.append(seen["requests"] / seen["seconds"])
    row.p50.append(seen["p50"])
    row.p99.append(seen["p99"])
    row.cpu.append(cpu)
    size = max(2, seen["size"])
    for name, path, once in (
        ("bound", f"/bench/bound/{CASES.index(case)}/{size}", case.changes),
        ("static", f"/bench/static/{size}", False),
    ):
        wire = on_the_wire(Ask(first.method, path, first.who, first.body), filled)
        wires = [wire] * options.replayed if once else [wire]
        # Changes to be replayed are few: they take as long as they take.
        seconds = 60.0 if once else options.seconds / 2
        _, cpu = load(port, pid, row.clients, seconds, wires, scratch, once=once)
        getattr(row, name).append(cpu)
