"""The client: keep-alive connections on raw sockets, in a process of its own; prints what it saw as JSON."""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path


class Client(asyncio.Protocol):
    """One connection that asks again as soon as it has its answer."""

    def __init__(self, requests: Iterator[bytes], end: float, seen: "Seen") -> None:
        self.requests, self.end, self.seen = requests, end, seen
        self.buffer = bytearray()
        self.wanted = 0
        self.began = 0.0
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        request = next(self.requests, None) if time.perf_counter() < self.end else None
        if request is None:
            self.transport.close()
            return
        self.began = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.wanted:
            head = self.buffer.find(b"\r\n\r\n")
            if head < 0:
                return
            text = bytes(self.buffer[:head]).lower()
            at = text.find(b"content-length:")
            length = int(text[at + 15 :].split(b"\r", 1)[0])
            self.seen.status(bytes(self.buffer[9:12]))
            self.wanted = head + 4 + length
            self.seen.size = length
        if len(self.buffer) >= self.wanted:
            del self.buffer[: self.wanted]
            self.wanted = 0
            self.seen.times.append(time.perf_counter() - self.began)
            self.ask()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)


class Seen:
    """What the connections saw together."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.statuses: dict[str, int] = {}
        self.size = 0

    def status(self, code: bytes) -> None:
        name = code.decode()
        self.statuses[name] = self.statuses.get(name, 0) + 1


async def drive(port: int, clients: int, seconds: float, requests: list[bytes], once: bool) -> Seen:
    """Every client takes the next request of the one list; `once`: the list ends, else it begins again."""
    seen = Seen()
    supply = iter(requests) if once else cycle(requests)
    end = time.perf_counter() + seconds
    loop = asyncio.get_running_loop()
    made = [
        await loop.create_connection(lambda: Client(supply, end, seen), "127.0.0.1", port)
        for _ in range(clients)
    ]
    await asyncio.gather(*(protocol.done for _, protocol in made))
    return seen


def main() -> None:
    port, clients, seconds, once, file = sys.argv[1:]
    requests = [bytes(each, "utf-8") for each in json.loads(Path(file).read_text("utf-8"))]
    began = time.perf_counter()
    seen = asyncio.run(drive(int(port), int(clients), float(seconds), requests, once == "once"))
    took = time.perf_counter() - began
    times = sorted(seen.times)
    print(
        json.dumps(
            {
                "requests": len(times),
                "seconds": took,
                "p50": times[len(times) // 2],
                "p99": times[min(len(times) - 1, len(times) * 99 // 100)],
                "statuses": seen.statuses,
                "size": seen.size,
            }
        )
    )


if __name__ == "__main__":
    main()
