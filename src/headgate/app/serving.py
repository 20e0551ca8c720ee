"""Runs the server: in this process where the store belongs to one, as several processes over a database."""

import asyncio
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvloop
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server
from litestar import Litestar

from headgate.app.settings import Settings

BACKLOG = 1024
OPEN_REQUESTS = 4096
"""An event stream counts as a request as long as it is open."""
STOP_SECONDS = 10
TRIES, STEP_SECONDS = 1200, 0.05


def serve(app: Litestar, settings: Settings, ready: Callable[[], None]) -> None:
    """Serves until it is told to stop (Ctrl-C or TERM); `ready` is called once it can be reached."""
    uvloop.run(living(app, settings, ready))


async def living(app: Litestar, settings: Settings, ready: Callable[[], None]) -> None:
    server = Server(
        app,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        backlog=BACKLOG,
        backpressure=OPEN_REQUESTS,
        websockets=False,
        log_level=LogLevels.error,
    )
    server.workers_kill_timeout = STOP_SECONDS
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop, app, server)
    opening = asyncio.create_task(when_open(settings, ready))
    await server.serve()
    opening.cancel()


async def when_open(settings: Settings, ready: Callable[[], None]) -> None:
    """Calls `ready` once the server takes connections, so that what it prints can be followed at once."""
    for _ in range(TRIES):
        try:
            _, writer = await asyncio.open_connection(settings.local_host, settings.port)
        except OSError:
            await asyncio.sleep(STEP_SECONDS)
            continue
        writer.close()
        ready()
        return


def stop(app: Litestar, server: Any) -> None:
    """Ends the event streams first: the server waits for what is under way, and they never end alone."""
    if hub := app.state.get("hub"):
        hub.close()
    server.stop()


def serve_many(settings: Settings) -> None:
    """Several processes, each with the application of `headgate.app.main`."""
    with counted_together():
        several(settings)


@contextmanager
def counted_together() -> Iterator[None]:
    """The processes count into files of one folder, so that whichever answers a monitor speaks for all."""
    with tempfile.TemporaryDirectory(prefix="headgate-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


def several(settings: Settings) -> None:
    Granian(
        "headgate.app.main:made",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        backlog=BACKLOG,
        backpressure=OPEN_REQUESTS,
        websockets=False,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
    ).serve()
