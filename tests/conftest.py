"""What every test shares: tiers, Hypothesis profiles, the sample data, a store on either engine."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from headgate.store.engine import Store
from tests import stores

ROOT = Path(__file__).resolve().parent.parent

# A store is shared by the examples of one test: each founds a workspace of its own in it.
SHARED_STORE = HealthCheck.function_scoped_fixture
settings.register_profile(
    "fast", max_examples=40, deadline=None, print_blob=True, suppress_health_check=[SHARED_STORE]
)
settings.register_profile(
    "long",
    max_examples=1_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, SHARED_STORE],
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the heavy tier too, with the long profile")


def pytest_configure(config: pytest.Config) -> None:
    """Leave the heavy tier out unless it is asked for: `--long` runs all, `-m long` the heavy tests alone."""
    everything = bool(config.getoption("--long"))
    asked = str(config.option.markexpr)
    if not asked and not everything:
        config.option.markexpr = "not long"
    # Litestar 3 will want another style of parameters; the version is pinned below it.
    config.addinivalue_line("filterwarnings", "ignore::litestar.exceptions.LitestarDeprecationWarning")
    settings.load_profile("long" if everything or asked == "long" else "fast")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of public sample data: HEADGATE_SAMPLES, else ../shared/data beside the repository."""
    folder = Path(os.environ.get("HEADGATE_SAMPLES", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no sample data at {folder}: set HEADGATE_SAMPLES to the folder that holds it")
    return folder


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stores.sqlite_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def databases() -> Iterator[stores.Databases]:
    """A server for this session (each worker of a parallel run has its own), with a template database."""
    with stores.postgres_server() as url:
        made = stores.Databases(url)
        yield made
        made.close()


@contextmanager
def placed(engine: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[stores.Place]:
    if engine == "sqlite":
        with stores.sqlite_place(request.getfixturevalue("sqlite_template"), folder) as made:
            yield made
    else:
        databases: stores.Databases = request.getfixturevalue("databases")
        with databases.place(folder) as made:
            yield made


@pytest.fixture(params=stores.ENGINES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[stores.Place]:
    """Where a fresh store lies, on each engine in turn; nothing has opened it yet."""
    with placed(request.param, request, tmp_path) as made:
        yield made


@pytest.fixture
def everywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[stores.Place]]:
    """A fresh store on every engine at once."""
    with ExitStack() as stack:
        yield [stack.enter_context(placed(each, request, tmp_path)) for each in stores.ENGINES]


@pytest.fixture
def store(place: stores.Place) -> Iterator[Store]:
    """A fresh, empty store with the schema, on each engine in turn."""
    opened = place.open()
    yield opened
    opened.close()
