"""A wheel cannot ship without its web bundle, and a release not with that of another version."""

import json
from pathlib import Path

import pytest

from hatch_build import BUNDLE, WebBundleHook, ensure_bundle


def bundle(root: Path, version: str) -> None:
    (root / BUNDLE).mkdir(parents=True)
    (root / BUNDLE / "index.html").write_text("<!doctype html>")
    (root / BUNDLE / "build.json").write_text(json.dumps({"version": version}))


def test_without_bundle_and_npm_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="web bundle missing and npm not found: run `make web`"):
        ensure_bundle(tmp_path, "1.0.0", npm=None, required=False)


def test_a_missing_bundle_is_built_with_npm(tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    page = tmp_path / BUNDLE / "index.html"
    npm = tmp_path / "npm"
    npm.write_text(f'#!/bin/sh\necho "$1" >> asked\nmkdir -p "{page.parent}" && touch "{page}"\n')
    npm.chmod(0o755)
    ensure_bundle(tmp_path, "1.0.0", npm=str(npm), required=False)
    assert (tmp_path / "web" / "asked").read_text().split() == ["install", "run"]


def test_a_bundle_that_is_there_is_not_built_again(tmp_path: Path) -> None:
    bundle(tmp_path, "0.9.0")
    ensure_bundle(tmp_path, "1.0.0", npm=None, required=False)


def test_a_release_wants_the_bundle_of_its_version(tmp_path: Path) -> None:
    bundle(tmp_path, "0.9.0")
    ensure_bundle(tmp_path, "0.9.0", npm=None, required=True)
    with pytest.raises(RuntimeError, match=r"of version 0\.9\.0, the package of 1\.0\.0"):
        ensure_bundle(tmp_path, "1.0.0", npm=None, required=True)


def test_an_editable_install_needs_no_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    hook = object.__new__(WebBundleHook)
    hook.initialize("editable", {})
    assert not (tmp_path / BUNDLE).exists()
