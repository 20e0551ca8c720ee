"""One run: a filled store, recordings, a real server, and rounds in which each cost is measured in turn."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
from bench.tracing import Transaction, record
from headgate.kit import ids

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")


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
    def recorded(self) -> int:
        """Requests of a case whose statements are recorded."""
        return min(200, self.deals // 6)

    @property
    def share(self) -> int:
        """Deals that each measurement of moves may take; none is moved twice."""
        return (self.deals - self.recorded) // (self.rounds * len(self.clients))


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
        with base.copy(Path(scratch) / "served") as served, server(served, Path(scratch)) as (port, pid):
            supply = {case.name: Supply(case, filled, options) for case in wanted}
            for _ in range(options.rounds):
                for case in wanted:
                    replays(base, filled, case, recorded[case.name], rows, options, Path(scratch))
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
    asks = list(islice(case.asks(filled), options.recorded))
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
    """The product under load, then a static answer of the same size."""
    requests = supply.take(filled)
    seen, cpu = load(
        port, pid, row.clients, options.seconds, requests, scratch, once=supply.case.name == "move"
    )
    row.size = seen["size"]
    row.rate.append(seen["requests"] / seen["seconds"])
    row.p50.append(seen["p50"])
    row.p99.append(seen["p99"])
    row.cpu.append(cpu)
    path = f"/bench/static/{max(2, seen['size'])}"
    first = next(supply.case.asks(filled))
    static = on_the_wire(Ask(first.method, path, first.who, first.body), filled)
    _, cpu = load(port, pid, row.clients, options.seconds / 2, [static], scratch, once=False)
    row.static.append(cpu)


def load(
    port: int, pid: int, clients: int, seconds: float, requests: list[bytes], scratch: Path, *, once: bool
) -> tuple[dict[str, Any], float]:
    """What the client saw, and the server's CPU seconds a request."""
    file = scratch / "requests.json"
    file.write_text(json.dumps([request.decode() for request in requests]), "utf-8")
    command = [sys.executable, "-m", "bench.load", str(port), str(clients), str(seconds)]
    before = cpu_of(pid)
    done = subprocess.run(
        [*command, "once" if once else "again", str(file)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    used = cpu_of(pid) - before
    seen: dict[str, Any] = json.loads(done.stdout)
    if any(not code.startswith("2") for code in seen["statuses"]):
        raise RuntimeError(f"answers with {seen['statuses']}")
    return seen, used / seen["requests"]


def cpu_of(pid: int) -> float:
    """Seconds that the process has used, its threads and the kernel's work for it included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


@contextmanager
def server(place: Place, scratch: Path) -> Iterator[tuple[int, int]]:
    """The real server on a copy, as a child; gives its port and process."""
    port = places.free_port()
    environment = {**os.environ, "BENCH_STATIC": "1", "HEADGATE_PORT": str(port), **place.environment()}
    child = subprocess.Popen(
        [sys.executable, "-m", "bench.server"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        if child.stdout is None or "ready" not in child.stdout.readline():
            raise RuntimeError("the server did not start")
        yield port, child.pid
    finally:
        child.terminate()
        child.wait(30)
