"""The report: a table for people, JSON for comparison."""

import json
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from headgate.kit import clock

FOLDER = Path(__file__).parent / "results"
HEADS = (
    ("case", "case"),
    ("clients", "clients"),
    ("requests_per_second", "req/s"),
    ("p50_ms", "p50 ms"),
    ("p99_ms", "p99 ms"),
    ("cpu_us", "CPU us"),
    ("bound_us", "bound"),
    ("static_us", "static"),
    ("replay_us", "replay"),
    ("minimum_us", "minimum"),
    ("overhead", "overhead"),
    ("overhead_alone", "alone"),
    ("design", "design"),
    ("bytes", "bytes"),
    ("statements", "statements"),
)


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Aligned columns; a dash where there is nothing to say."""
    cells = [[head for _, head in HEADS]]
    cells += [["–" if row[key] is None else str(row[key]) for key, _ in HEADS] for row in rows]
    widths = [max(len(line[i]) for line in cells) for i in range(len(HEADS))]
    return "\n".join(
        "  ".join(text.ljust(widths[0]) if i == 0 else text.rjust(widths[i]) for i, text in enumerate(line))
        for line in cells
    )


def keep(rows: Sequence[dict[str, Any]], name: str, **facts: Any) -> Path:
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"{name}.json"
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    document = {"at": clock.now().isoformat(), "machine": machine, **facts, "rows": list(rows)}
    file.write_text(json.dumps(document, indent=1), "utf-8")
    return file
