"""A file is an idea: past 250 lines it gives its reason in the first line, and 400 is a wall."""

from fnmatch import fnmatch

import pytest

from tests.house.tree import files

FOLDERS = ("src", "tests", "bench", "web/src")
ENDINGS = (".py", ".ts", ".tsx", ".css")
WALL, REASON = 400, 250

# Written by a tool, or lists rather than ideas: generated code, design tokens, message catalogues.
EXCEPTED = ("web/src/*schema.gen.d.ts", "web/src/*/locales/*", "web/src/*tokens.css")


def too_long(path: str, text: str) -> str | None:
    """What is wrong with the length of the file, or None."""
    lines = text.splitlines()
    if any(fnmatch(path, pattern) for pattern in EXCEPTED):
        return None
    if len(lines) > WALL:
        return f"{path}: {len(lines)} lines, the wall is {WALL}"
    if len(lines) > REASON and "Long because" not in lines[0]:
        return f"{path}: {len(lines)} lines and its first line does not say 'Long because'"
    return None


def test_files_keep_their_size() -> None:
    seen = list(files(FOLDERS, ENDINGS))
    assert seen, "no file was found, so nothing was checked"
    assert [said for path, text in seen if (said := too_long(path, text))] == []


@pytest.mark.parametrize(
    ("path", "lines", "first", "wrong"),
    [
        ("src/headgate/core/a.py", 250, '"""What it is for."""', False),
        ("src/headgate/core/a.py", 251, '"""What it is for."""', True),
        ("src/headgate/core/a.py", 400, '"""Every sign. Long because it is one table."""', False),
        ("src/headgate/core/a.py", 401, '"""Every sign. Long because it is one table."""', True),
        ("web/src/core/board.tsx", 251, "// The board.", True),
        ("web/src/core/api/schema.gen.d.ts", 9_000, "// generated", False),
        ("web/src/app/locales/en/messages.ts", 2_000, "// catalogue", False),
        ("web/src/ui/tokens.css", 600, "/* tokens */", False),
    ],
)
def test_a_long_file_is_seen(path: str, lines: int, first: str, wrong: bool) -> None:
    text = "\n".join([first, *["x = 1"] * (lines - 1)])
    assert (too_long(path, text) is not None) == wrong
