"""The web bundle in memory: each file with its compressed forms and the headers that it is sent with."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

import headgate

FOLDER = Path(headgate.__file__).parent / "web_static"
PAGE = "index.html"
KEPT_FOR_EVER = "public, max-age=31536000, immutable"
ASKED_AGAIN = "no-cache"
ENCODINGS = {"br": ".br", "gzip": ".gz"}
TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"} | {
    ".css": "text/css",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".map": "application/json",
}


@dataclass(frozen=True)
class File:
    """One file: its bytes by encoding (`identity` is always there)."""

    forms: dict[str, bytes]
    media_type: str
    cache: str
    etag: str

    def for_browser(self, accepts: str) -> tuple[str, bytes]:
        """The smallest form that the browser takes, and its encoding."""
        parts = [part.replace(" ", "") for part in accepts.split(",")]
        taken = {part.split(";")[0] for part in parts if not part.endswith(";q=0")}
        name = next((name for name in ENCODINGS if name in self.forms and name in taken), "identity")
        return name, self.forms[name]


class Bundle:
    """Read once, and again when a build has replaced it. A path that is not in it is no file of ours."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self.read_at = 0.0
        self.files: dict[str, File] = {}

    def look(self) -> dict[str, File]:
        """The files by path; none where there is no bundle."""
        page = self.folder / PAGE
        at = page.stat().st_mtime if page.is_file() else 0.0
        if at != self.read_at:
            self.files = read(self.folder) if at else {}
            self.read_at = at
        return self.files


def read(folder: Path) -> dict[str, File]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in ENCODINGS.values():
            name = path.relative_to(folder).as_posix()
            found[name] = a_file(path, hashed=name.startswith("assets/"))
    return found


def a_file(path: Path, *, hashed: bool) -> File:
    """`hashed`: the name changes with the content, so nobody need ask for it twice."""
    content = path.read_bytes()
    forms = {"identity": content}
    for name, suffix in ENCODINGS.items():
        packed = path.with_name(path.name + suffix)
        if packed.is_file():
            forms[name] = packed.read_bytes()
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    mark = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    return File(forms, kind, KEPT_FOR_EVER if hashed else ASKED_AGAIN, mark)
