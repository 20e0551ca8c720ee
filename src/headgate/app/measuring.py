"""What a monitor reads at /metrics: requests, work that waits, the store; in the format of Prometheus.

No label comes from what a request says: a route is its template, a method one of those that there are.
"""

import hmac
import os
import platform
import time
from collections.abc import Iterator
from typing import Any

import structlog
from litestar import Litestar, Response, get
from litestar.enums import ScopeType
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

import headgate
from headgate.app.settings import Settings
from headgate.core.edge import AnyRequest, house
from headgate.core.jobs.queue import Left, left
from headgate.kit import clock
from headgate.store.engine import Busy, Store

log = structlog.get_logger("headgate.metrics")
MEDIA = "text/plain; version=0.0.4; charset=utf-8"
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
HERE = ("127.0.0.1", "::1")
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
TOGETHER = "PROMETHEUS_MULTIPROC_DIR"


class Measures:
    """The counters of this process, and the application as it is called when they count."""

    def __init__(self, app: ASGIApp, store: Store) -> None:
        # Late: most servers have no monitor.
        import prometheus_client as p

        self.app, self.store = app, store
        self.registry = own = None if TOGETHER in os.environ else p.CollectorRegistry()
        by_route = ("method", "route")
        self.requests = p.Counter(
            "headgate_http_requests", "Requests answered.", (*by_route, "status"), registry=own
        )
        self.seconds = p.Histogram(
            "headgate_http_request_seconds",
            "From a request to the beginning of its answer.",
            by_route,
            buckets=BUCKETS,
            registry=own,
        )
        self.live = p.Gauge(
            "headgate_live_connections", "Open event streams.", registry=own, multiprocess_mode="livesum"
        )
        self.waiting = p.Gauge(
            "headgate_store_waiting",
            "Work that waits for its turn at the store: for the writer of the embedded one.",
            registry=own,
            multiprocess_mode="livesum",
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        begin, streams = time.perf_counter(), False

        async def counted(message: Message) -> None:
            nonlocal streams
            if message["type"] == "http.response.start":
                self.count(scope, message["status"], time.perf_counter() - begin)
                if streams := is_stream(message):
                    self.live.inc()
            await send(message)

        try:
            await self.app(scope, receive, counted)
        finally:
            if streams:
                self.live.dec()

    def count(self, scope: HTTPScope, status: int, seconds: float) -> None:
        method = str(scope["method"]) if scope["method"] in METHODS else "other"
        route = str(scope.get("path_template") or "none")
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(method, route).observe(seconds)
        self.waiting.set(self.store.waiting)

    def said(self, seen: "Seen") -> bytes:
        """The whole text."""
        import prometheus_client as p
        from prometheus_client import multiprocess

        registry = self.registry
        if registry is None:
            registry = p.CollectorRegistry()
            gather: Any = multiprocess.MultiProcessCollector
            gather(registry)
        moment = p.CollectorRegistry()
        moment.register(seen)
        return bytes(p.generate_latest(registry)) + bytes(p.generate_latest(moment))


def is_stream(message: Any) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/event-stream")
        for name, value in message.get("headers", ())
    )


class Seen:
    """What is looked up when somebody asks; `size` and `work` are None when the store does not answer."""

    def __init__(self, store: Store) -> None:
        self.engine, self.trouble = store.engine, store.trouble
        self.now = clock.now()
        self.size: int | None = None
        self.work: list[Left] | None = None

    def look(self, store: Store) -> None:
        try:
            self.work = store.read(lambda tx: tx.all(left()))
            self.size = store.size()
        except Busy as error:
            log.warning("the store could not be measured", reason=str(error))

    def collect(self) -> Iterator[Any]:
        from prometheus_client.core import GaugeMetricFamily as Family

        build = Family("headgate_build_info", "What runs here.", labels=("version", "python", "engine"))
        build.add_metric((headgate.__version__, platform.python_version(), self.engine), 1)
        yield build
        up = self.work is not None
        yield Family("headgate_store_up", "Whether the store can be read.", value=int(up))
        writable = int(up and self.trouble is None)
        yield Family("headgate_store_writable", "Whether the last change could be written.", value=writable)
        if self.size is not None:
            yield Family("headgate_store_bytes", "Size of the store on disk.", value=self.size)
        jobs = Family("headgate_jobs", "Durable work that is not done.", labels=("kind", "state"))
        late = Family(
            "headgate_jobs_oldest_seconds", "How long the oldest is overdue.", labels=("kind", "state")
        )
        for each in self.work or ():
            jobs.add_metric((each.kind, each.state), each.count)
            late.add_metric((each.kind, each.state), max(0.0, (self.now - each.since).total_seconds()))
        yield jobs
        yield late


def may_read(settings: Settings, peer: str | None, headers: dict[str, str]) -> bool:
    """With a token whoever sends it; else this machine, and nobody through a proxy on it."""
    if settings.metrics_token is not None:
        given = headers.get("authorization", "").removeprefix("Bearer ").strip()
        return hmac.compare_digest(given.encode(), settings.metrics_token.encode())
    return settings.metrics and peer in HERE and not any(name in headers for name in FORWARDED)


@get("/metrics", include_in_schema=False, sync_to_thread=True)
def metrics(request: AnyRequest) -> Response[bytes]:
    peer = request.client.host if request.client else None
    if not may_read(request.app.state.settings, peer, dict(request.headers)):
        raise NotFoundException
    store = house(request).store
    seen = Seen(store)
    seen.look(store)
    measures: Measures = request.app.state.measures
    return Response(measures.said(seen), media_type=MEDIA, headers={"cache-control": "no-store"})


def asked(settings: Settings) -> bool:
    return settings.metrics or settings.metrics_token is not None


def routes(settings: Settings) -> list[HTTPRouteHandler]:
    """None where nobody wants to measure: the address is then like any other that there is not."""
    return [metrics] if asked(settings) else []


def measured(app: Litestar, store: Store, settings: Settings) -> Litestar:
    """The application, counting what it does where that is asked for; else as it is."""
    if asked(settings):
        app.state.measures = app.asgi_handler = Measures(app.asgi_handler, store)
    return app
