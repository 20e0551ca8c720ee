"""Writes the first migration of each engine from today's tables; run it with no argument.

Once a version with it is released its text is frozen: a change of tables then gets a migration of its own.
"""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.schema import CreateIndex, CreateTable

from headgate.app.tables import metadata
from headgate.store import migrate
from headgate.store.statements import DIALECTS

FOLDER = Path(migrate.__file__).parent / "migrations"


def statements(engine: str) -> Iterator[str]:
    """The tables in the order of their names, each with its indexes; the table of marks is made before."""
    dialect = DIALECTS[engine]
    for table in sorted(metadata.tables.values(), key=lambda each: each.name):
        if table is migrate.MARK:
            continue
        yield str(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))


def text(engine: str) -> str:
    tidy = ("\n".join(line.rstrip() for line in each.strip().splitlines()) for each in statements(engine))
    return ";\n\n".join(each.replace("\t", "    ") for each in tidy) + ";\n"


def main() -> None:
    for engine in DIALECTS:
        target = FOLDER / f"0001_first.{engine}.sql"
        target.write_text(text(engine), encoding="utf-8")
        print(f"{target.name}: {len(metadata.tables) - 1} tables")


if __name__ == "__main__":
    main()
