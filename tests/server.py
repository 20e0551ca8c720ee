"""A real server process for tests: on a port of its own, with a member who is signed in."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

RUN = "from headgate.app.cli import main; main()"
START_SECONDS = 60
LINK = re.compile(r"#link=(\S+)")


@dataclass
class Server:
    """A running server; `client` speaks as the owner of the oldest workspace."""

    process: subprocess.Popen[str]
    url: str
    cookies: dict[str, str]

    def client(self) -> httpx.Client:
        headers = {"X-Headgate": "1"}
        return httpx.Client(base_url=f"{self.url}/api/v1", cookies=self.cookies, headers=headers, timeout=20)

    def kill(self) -> None:
        """As a crash does it: nothing is finished, nothing is closed."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """As Ctrl-C does it; gives the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(folder: Path, database_url: str | None = None, port: int = 0) -> dict[str, str]:
    """The variables of a server over that store; settings of the machine are left out."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEADGATE_")}
    own = {"HEADGATE_DATA": str(folder), "HEADGATE_PORT": str(port or free_port())}
    if database_url:
        own["HEADGATE_DATABASE_URL"] = database_url
    return {**kept, **own}


def command(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs `headgate …` to its end."""
    return subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        check=False,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
    )


@contextmanager
def process(
    *arguments: str, env: dict[str, str], folder: Path | None = None
) -> Iterator[subprocess.Popen[str]]:
    """`headgate …` beside the test, in the folder, until the block ends."""
    made = subprocess.Popen(
        [sys.executable, "-u", "-c", RUN, *arguments],
        env=env,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield made
    finally:
        if made.poll() is None:
            made.terminate()
        try:
            made.wait(30)
        except subprocess.TimeoutExpired:
            made.kill()
            raise
        finally:
            assert made.stdout is not None
            made.stdout.close()


@contextmanager
def launched(
    folder: Path, database_url: str | None = None, *, demo: bool = False
) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """`headgate up`, until the block ends: the process, its address, the secret of the link it printed."""
    env = environment(folder, database_url)
    arguments = ["up"] if demo else ["up", "--no-demo"]
    with process(*arguments, env=env, folder=folder) as started:
        yield started, f"http://127.0.0.1:{env['HEADGATE_PORT']}", link_of(started)


@contextmanager
def running(folder: Path, database_url: str | None = None, *, demo: bool = False) -> Iterator[Server]:
    """The same with the owner signed in."""
    with launched(folder, database_url, demo=demo) as (started, url, secret):
        yield Server(started, url, sign_in(url, secret))


def link_of(process: subprocess.Popen[str]) -> str:
    """The secret of the sign-in link that the server prints once it listens."""
    said = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if found := LINK.search(line):
            return found.group(1)
    raise AssertionError("the server ended:\n" + "".join(said))


def sign_in(url: str, secret: str) -> dict[str, str]:
    with httpx.Client(base_url=url, timeout=START_SECONDS) as client:
        answer = client.post("/api/v1/session/link", json={"token": secret}, headers={"X-Headgate": "1"})
        assert answer.status_code == 200, answer.text
        return dict(answer.cookies)
