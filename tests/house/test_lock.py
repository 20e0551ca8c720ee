"""The lock files pin every dependency exactly, and name no host and no folder of one machine."""

import re
import tomllib

import pytest

from tests.house.tree import ROOT

PIN = re.compile(r"([a-z0-9][a-z0-9._-]*)==[^\s;,*]+")


def name_of(requirement: str) -> str:
    """The normalised project name of a requirement such as `psycopg[binary,pool]>=3.3`."""
    match = re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", requirement)
    assert match, f"not a requirement: {requirement}"
    return re.sub(r"[-_.]+", "-", match.group()).lower()


def faults(lock: str, wanted: list[str]) -> list[str]:
    """What is wrong with the text of a lock file that is to pin the requirements `wanted`."""
    found, pinned = [], set()
    for number, line in enumerate(lock.splitlines(), 1):
        code = line.split("#")[0].strip()
        if "://" in line or re.search(r"(^|[\s=])(/|~|[A-Za-z]:\\)", line) or line.startswith("-"):
            found.append(f"line {number} names a place or an option: {line}")
        elif match := PIN.fullmatch(code):
            pinned.add(name_of(match.group(1)))
        elif code:
            found.append(f"line {number} is no exact pin: {line}")
    return found + [f"{name_of(each)} is not pinned" for each in wanted if name_of(each) not in pinned]


def test_the_lock_files_pin_all() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    runtime, dev = project["dependencies"], project["optional-dependencies"]["dev"]
    assert faults((ROOT / "requirements.lock").read_text("utf-8"), runtime) == []
    assert faults((ROOT / "requirements-dev.lock").read_text("utf-8"), runtime + dev) == []


def test_the_dev_pins_are_the_runtime_pins_and_more() -> None:
    runtime, dev = (
        {match.group() for match in PIN.finditer((ROOT / name).read_text("utf-8"))}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime < dev


@pytest.mark.parametrize(
    "lock",
    [
        "--index-url https://registry.example/simple\nclick==8.5.1",
        "--find-links /opt/wheels\nclick==8.5.1",
        "click==8.5.1  # via -c /home/me/constraints.txt",
        "click @ file:///wheels/click.whl",
        "click>=8.5",
        "click==8.*",
        "msgspec==0.22.0",
    ],
)
def test_a_bad_lock_file_is_seen(lock: str) -> None:
    assert faults(lock, ["click>=8"])


def test_a_good_lock_file_passes() -> None:
    assert faults("click==8.5.1   # via headgate (pyproject.toml)\n# a note", ["Click[extra]>=8"]) == []
