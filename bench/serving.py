"""The real server as a child process: what it is to replay, the load on it and the CPU that it used."""

import json
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bench import places
from bench.cases import CASES, Case
from bench.places import Place
from bench.tracing import Transaction

ROOT = Path(__file__).resolve().parent.parent


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
    return time.clock_gettime(~pid << 3 | 2)  # Linux: the clock of another process, see clock_getcpuclockid


@contextmanager
def bounds(
    base: Place, wanted: Sequence[Case], recorded: dict[str, list[Transaction]], scratch: Path
) -> Iterator[Path]:
    """A file of what the server is to replay; each case that changes the store has a copy of its own."""
    with ExitStack() as open_:
        found = []
        for case in wanted:
            number = CASES.index(case)
            copied = base.copy(scratch / f"bound{number}") if case.changes else base.shared()
            found.append((number, open_.enter_context(copied), recorded[case.name], case.changes))
        file = scratch / "bounds.pickle"
        file.write_bytes(pickle.dumps(found))
        yield file


@contextmanager
def server(place: Place, beside: Path | None = None) -> Iterator[tuple[int, int]]:
    """The real server on a copy, as a child; gives its port and process. `beside`: see `bounds`."""
    port = places.free_port()
    environment = {
        **os.environ,
        "BENCH_BOUNDS": str(beside or ""),
        "HEADGATE_PORT": str(port),
        "HEADGATE_LIMIT_SESSION": "1000000000",
        "HEADGATE_LIMIT_TOKEN": "1000000000",
        **place.environment(),
    }
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
