"""Writes the reference pages that follow from the code: `reference.py` for all, or the names of some."""

import sys
from collections.abc import Callable
from pathlib import Path

from headgate.insight import answers
from headgate.insight.metrics.registry import FIGURES
from headgate.insight.schemas import Metric

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
HEAD = """# Figures

Written by `scripts/reference.py metrics` from the registry of figures; a test compares the two.

A figure covers the deals that its viewer may see. It comes with its interval, the number of deals behind
it (`too_few` under 10, `indicative` under 30, else `usable`), what it leaves out and why, the moment it
speaks of, and the filter that opens the deals it counts. Periods are half-open in the workspace's time zone;
`period` picks deals by the day they closed or were created, as the basis says. Only values in the workspace's
currency are added. A closed deal is credited to its owner at the close: a segment or filter by owner, team,
manager or region means that owner. Deleted deals are gone when they were a test, a duplicate or a mistake;
else they are lost. `as_of` asks for the past as we know it now, `known_at` for what was known then.
"""


def metrics() -> str:
    """The page of figures, family by family."""
    parts = [HEAD]
    for family in answers.FAMILIES:
        title = (family.__doc__ or "").splitlines()[0]
        parts.append(f"\n## {title.partition(':')[0]}\n")
        mine = [made.metric for made in FIGURES.values() if made.measure.__module__ == family.__name__]
        parts += [section(metric) for metric in mine]
    return "".join(parts)


def section(metric: Metric) -> str:
    oracle = f"`{metric.oracle}`" if metric.oracle else "none of its own"
    lines = [
        f"\n### {metric.name} (`{metric.id}`, version {metric.version})\n",
        f"{metric.question}\n",
        f"- **Value**: {metric.formula}.",
        f"- **Basis**: {metric.basis}. **Unit**: {metric.unit}. **Defined in**: {metric.source}. "
        f"**Example with known results**: {oracle}.",
        "",
        "| beside the value | what it is |",
        "|---|---|",
        *(f"| `{name}` | {text} |" for name, text in metric.parts.items()),
    ]
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {"metrics": metrics}


def main(names: list[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or PAGES:
        (FOLDER / f"{name}.md").write_text(PAGES[name](), encoding="utf-8")
        print(f"docs/reference/{name}.md")


if __name__ == "__main__":
    main(sys.argv[1:])
