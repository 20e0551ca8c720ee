"""The guide to the API does what it says: its blocks, run in one shell against a real server."""

import os
import re
import subprocess
from pathlib import Path

from tests.server import running

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "api.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_guide_runs(tmp_path: Path) -> None:
    blocks = BLOCK.findall(GUIDE.read_text())
    assert len(blocks) > 8
    folder = tmp_path / "data"
    folder.mkdir()
    with running(folder) as server, server.client() as client:
        body = {"name": "guide", "scopes": ["read", "write", "import", "admin"]}
        secret = client.post("/tokens", json=body).json()["secret"]
        script = "set -euo pipefail\n" + "\necho ---\n".join(blocks)
        env = {**os.environ, "HEADGATE_URL": server.url, "HEADGATE_TOKEN": secret}
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    told = done.stdout
    assert "('products.csv', 'products', 2)" in told and "('deals.csv', 'deals', 4)" in told
    assert "'won'" in told.replace('"', "'") or "won" in told
    assert "(422, 'invalid', '/name')" in told
