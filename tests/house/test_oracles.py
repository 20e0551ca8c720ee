"""The worked examples are what the figures are checked against: not one byte of them changes unseen."""

from hashlib import sha256
from pathlib import Path

from tests.house.tree import ROOT

ORACLES = ROOT / "tests" / "oracles"


def changed(folder: Path) -> list[str]:
    """What differs between the folder and its SHA256SUMS: changed, missing and unlisted files."""
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split() for line in lines)}
    there = {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS" and "__pycache__" not in path.parts
    }
    return sorted(
        f"{name}: {'not listed' if name not in listed else 'missing' if name not in there else 'changed'}"
        for name in listed.keys() | there.keys()
        if listed.get(name) != there.get(name)
    )


def test_the_oracles_are_unchanged() -> None:
    assert list(ORACLES.glob("*.json")), "no oracle was found, so nothing was checked"
    assert changed(ORACLES) == []


def test_a_changed_missing_or_added_oracle_is_seen(tmp_path: Path) -> None:
    for name in ("same", "edited", "gone"):
        (tmp_path / name).write_text(name)
    sums = [f"{sha256(p.read_bytes()).hexdigest()}  {p.name}" for p in sorted(tmp_path.iterdir())]
    (tmp_path / "SHA256SUMS").write_text("\n".join(sums))
    assert changed(tmp_path) == []
    (tmp_path / "edited").write_text("edited a little")
    (tmp_path / "gone").unlink()
    (tmp_path / "new").write_text("new")
    assert changed(tmp_path) == ["edited: changed", "gone: missing", "new: not listed"]
