"""Build hook: no wheel or source archive leaves without the web bundle."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE = Path("src") / "headgate" / "web_static"


def ensure_bundle(root: Path, version: str, *, npm: str | None, required: bool) -> None:
    """Build the bundle under `root` when it is missing; with `required`, insist that it is of `version`.

    `npm` is the program to build with, None where there is none. Raises RuntimeError with what to do.
    """
    bundle = root / BUNDLE
    if not (bundle / "index.html").is_file():
        if npm is None:
            raise RuntimeError("web bundle missing and npm not found: run `make web`")
        for step in (["install", "--no-save", "--no-audit", "--no-fund"], ["run", "build"]):
            subprocess.run([npm, *step], cwd=root / "web", check=True)
        if not (bundle / "index.html").is_file():
            raise RuntimeError(
                "the web build ended without an index.html: run `make web` and read its output"
            )
    if required:
        stamp = bundle / "build.json"
        built = json.loads(stamp.read_text("utf-8")).get("version") if stamp.is_file() else None
        if built != version:
            raise RuntimeError(
                f"the web bundle is of version {built}, the package of {version}: run `make web`"
            )


class WebBundleHook(BuildHookInterface[Any]):
    """An editable install works without the bundle: the server then says how to build it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        ensure_bundle(
            Path(self.root),
            self.metadata.version,
            npm=shutil.which("npm"),
            required=os.environ.get("REQUIRE_WEB") == "1",
        )
