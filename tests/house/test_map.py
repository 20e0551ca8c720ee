"""The folder map in docs/ARCHITECTURE.md shows the packages that there are, no more and no fewer."""

import re
from pathlib import Path

from tests.house.tree import PACKAGE, ROOT

ENTRY = re.compile(r"( *)([a-z_]+)/ +(\S.*)")


def mapped(document: str) -> set[str]:
    """The packages in the fenced block that starts with `src/headgate/`, one `name/  what for` a line."""
    block = re.search(r"^```[a-z]*\nsrc/headgate/\n(.*?)^```", document, re.DOTALL | re.MULTILINE)
    assert block, "no fenced block starts with src/headgate/"
    found: set[str] = set()
    above: list[str] = []
    for line in block.group(1).splitlines():
        entry = ENTRY.fullmatch(line)
        assert entry, f"not an entry `name/  what it is for`: {line!r}"
        depth = len(entry.group(1)) // 2
        assert 1 <= depth <= len(above) + 1, f"indented by more than one step: {line!r}"
        above = [*above[: depth - 1], entry.group(2)]
        assert "/".join(above) not in found, f"twice in the map: {line!r}"
        found.add("/".join(above))
    return found


def packages(root: Path) -> set[str]:
    """The packages below `root`, as paths relative to it."""
    return {path.parent.relative_to(root).as_posix() for path in root.rglob("*/__init__.py")}


def test_the_map_shows_the_house() -> None:
    document = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8")
    assert mapped(document) == packages(PACKAGE)


def test_a_map_that_differs_is_seen(tmp_path: Path) -> None:
    for name in ("kit", "core", "core/fields"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    drawn = "# Plan\n\n```text\nsrc/headgate/\n  kit/   small\n  core/  grammar\n    fields/  fields\n```\n"
    assert mapped(drawn) == packages(tmp_path)
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "__init__.py").touch()
    assert packages(tmp_path) - mapped(drawn) == {"records"}
    assert mapped(drawn.replace("    fields/", "  fields/")) - packages(tmp_path) == {"fields"}
