"""Servers and browsers for the journeys; a journey fails on any error in a console or refused request."""

import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import browsing
from tests.e2e.boarding import open_board
from tests.e2e.browsing import Watch
from tests.server import Server, running

PICTURES = Path(__file__).parents[2] / "test-results"
Visit = Callable[..., Page]
FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Remembers whether the journey failed, so that its pages are kept as pictures."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


# Per module and not per session: its event loop would stand in the way of tests that run one of their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing.chromium() as made:
        yield made


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a server that has made the demo company, and stopped."""
    folder = tmp_path_factory.mktemp("demo")
    with running(folder, demo=True):
        pass
    return folder


@pytest.fixture(scope="module")
def demo_server(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a demo company of its own, its owner signed in."""
    folder = tmp_path_factory.mktemp("company")
    shutil.copytree(demo_folder, folder, dirs_exist_ok=True)
    with running(folder) as server:
        yield server


@pytest.fixture
def empty_server(tmp_path: Path) -> Iterator[Server]:
    """A server with an empty workspace, its owner signed in."""
    folder = tmp_path / "data"
    folder.mkdir()
    with running(folder) as server:
        yield server


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Opens a page in a browser of its own: `visit(server)`, or `visit(server, signed_in=False)`.

    What `browsing.context` takes may be given; `allow` names statuses that are no fault here.
    """
    seen: list[tuple[Page, Watch]] = []

    def open_page(
        server: Server, *, signed_in: bool = True, allow: tuple[int, ...] = (), **options: Any
    ) -> Page:
        cookies = server.cookies if signed_in else {}
        page = browsing.context(browser, server.url, cookies, **options).new_page()
        watch = Watch(page)
        watch.allowed.update(allow)
        seen.append((page, watch))
        return page

    yield open_page
    failed = request.node.stash.get(FAILED, False)
    wrong = [said for _, watch in seen for said in watch.wrong]
    for number, (page, _) in enumerate(seen):
        if failed or wrong:
            browsing.picture(page, PICTURES, f"{request.node.name} {number}")
        page.context.close()
    assert wrong == []


@pytest.fixture
def demo(visit: Visit, demo_server: Server) -> Page:
    """The demo's owner at the board."""
    page = visit(demo_server)
    open_board(page, demo_server.url)
    return page
