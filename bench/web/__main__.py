"""`python -m bench.web`: visits the board of many deals, with all of the processor and a quarter of it."""

import argparse
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from bench import places
from bench.serving import server
from bench.web.probing import PROBE, visit
from headgate.core.edge import COOKIE
from tests.e2e import browsing

# (full processor, a quarter of it), as the specification of the web application sets them.
BARS = {
    "first cards painted": (700, 2_200),
    "interactive (last long task ended)": (800, 2_500),
    "blocked while loading": (200, 1_200),
    "drop to paint": (60, 150),
    "keyboard move to paint": (80, 150),
    "click to panel painted": (80, 200),
    "nodes on the page": (4_000, 4_000),
    "heap, MB": (20, 20),
}
RATES = (1, 4)


def median_of(
    browser: Browser, url: str, cookies: dict[str, str], rate: int, rounds: int
) -> dict[str, float]:
    """Each visit is in a browser of its own, with nothing kept from the last."""
    seen = []
    for _ in range(rounds):
        context = browsing.context(browser, url, cookies)
        context.add_init_script(PROBE)
        page = context.new_page()
        seen.append(visit(page, context.new_cdp_session(page), url, rate))
        context.close()
    return {name: statistics.median(each[name] for each in seen) for name in BARS}


def report(found: list[dict[str, float]]) -> str:
    lines = ["| | 1x | bar | 4x | bar |", "|---|--:|--:|--:|--:|"]
    for name, bars in BARS.items():
        cells = [f"{each[name]:,.0f} | {bar:,}" for each, bar in zip(found, bars, strict=True)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    given = argparse.ArgumentParser(prog="python -m bench.web", description=__doc__)
    given.add_argument("--deals", type=int, default=10_000)
    given.add_argument("--rounds", type=int, default=5, help="the report gives medians of these")
    given.add_argument("--keep", type=Path, help="a folder in which the filled store stays for the next run")
    asked = given.parse_args()
    with tempfile.TemporaryDirectory(prefix="headgate-bench-") as folder:
        scratch = Path(folder)
        base, filled = places.SqliteEngine().base(asked.keep or scratch / "base", asked.deals)
        with (
            base.copy(scratch / "served") as served,
            server(served) as (port, _),
            browsing.chromium() as browser,
        ):
            url, cookies = f"http://127.0.0.1:{port}", {COOKIE: filled.sessions["admin"]}
            median_of(browser, url, cookies, 1, 1)  # the server's own first answers are no part of it
            print(report([median_of(browser, url, cookies, rate, asked.rounds) for rate in RATES]))


if __name__ == "__main__":
    main()
