"""What every test shares: the two tiers, the Hypothesis profiles, and the folder of sample data."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("fast", max_examples=40, deadline=None, print_blob=True)
settings.register_profile(
    "long",
    max_examples=1_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the heavy tier too, with the long profile")


def pytest_configure(config: pytest.Config) -> None:
    """Leave the heavy tier out unless it is asked for: `--long` runs all, `-m long` the heavy tests alone."""
    everything = bool(config.getoption("--long"))
    asked = str(config.option.markexpr)
    if not asked and not everything:
        config.option.markexpr = "not long"
    settings.load_profile("long" if everything or asked == "long" else "fast")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of public sample data: HEADGATE_SAMPLES, else ../shared/data beside the repository."""
    folder = Path(os.environ.get("HEADGATE_SAMPLES", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no sample data at {folder}: set HEADGATE_SAMPLES to the folder that holds it")
    return folder
