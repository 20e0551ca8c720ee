"""`python -m bench`: measures the product and prints the report."""

import argparse
from pathlib import Path

from bench.cases import CASES
from bench.report import keep, table
from bench.running import Options, run


def main() -> None:
    given = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    given.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    given.add_argument("--deals", type=int, default=100_000)
    given.add_argument("--seconds", type=float, default=2.0, help="of load for each measurement")
    given.add_argument("--rounds", type=int, default=5, help="the report gives medians of these")
    given.add_argument("--clients", default="1,16", help="numbers of clients, separated by commas")
    given.add_argument("--cases", default="", help=f"some of: {', '.join(case.name for case in CASES)}")
    given.add_argument(
        "--keep", type=Path, help="a folder in which the filled SQLite store stays for the next run"
    )
    given.add_argument("--name", help="of the file in bench/results; the engine when left out")
    asked = given.parse_args()
    options = Options(
        engine=asked.engine,
        deals=asked.deals,
        seconds=asked.seconds,
        rounds=asked.rounds,
        clients=tuple(int(part) for part in asked.clients.split(",")),
        cases=tuple(part.strip() for part in asked.cases.split(",") if part.strip()),
        keep=asked.keep,
    )
    rows = run(options)
    print(table(rows))
    print(keep(rows, asked.name or asked.engine, engine=asked.engine, deals=asked.deals))


if __name__ == "__main__":
    main()
