"""The repository as the house rules see it: which files there are, and how a rule is told about them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "headgate"
NOT_OURS = frozenset({"node_modules", "__pycache__", "web_static", "dist", ".vite"})


def files(folders: tuple[str, ...], endings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(path relative to the root with forward slashes, text) of each file below `folders`, in order."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            inside = path.relative_to(ROOT)
            if path.suffix in endings and path.is_file() and not NOT_OURS.intersection(inside.parts):
                yield inside.as_posix(), path.read_text("utf-8")


def python_files(*folders: str) -> Iterator[tuple[str, str]]:
    """(path, text) of each Python file below `folders`; the package alone when none is named."""
    return files(folders or ("src",), (".py",))
