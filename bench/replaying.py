"""Runs recorded or hand-written statements through the driver alone, each request in one transaction."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import psycopg

from bench.tracing import Transaction
from headgate.store.postgres_line import prepare
from headgate.store.sqlite import connect


class Driver(Protocol):
    """A bare connection."""

    def run(self, transactions: Sequence[Transaction]) -> None: ...
    def close(self) -> None: ...


class SqliteDriver:
    """The connection that the product would use, without the product."""

    def __init__(self, path: Path) -> None:
        self.connection = connect(path)

    def run(self, transactions: Sequence[Transaction]) -> None:
        execute, many = self.connection.execute, self.connection.executemany
        for transaction in transactions:
            execute("BEGIN IMMEDIATE" if transaction.writes else "BEGIN")
            for statement in transaction.statements:
                if statement.many:
                    many(statement.sql, statement.args).fetchall()
                else:
                    execute(statement.sql, statement.args).fetchall()
            execute("COMMIT")

    def close(self) -> None:
        self.connection.close()


class PostgresDriver:
    """The same on PostgreSQL; only this side's CPU is seen."""

    def __init__(self, url: str) -> None:
        self.connection: psycopg.Connection[Any] = psycopg.connect(url, autocommit=True)
        prepare(self.connection)
        self.cursor = psycopg.RawCursor(self.connection)

    def run(self, transactions: Sequence[Transaction]) -> None:
        execute, cursor = self.connection.execute, self.cursor
        for transaction in transactions:
            execute("BEGIN" if transaction.writes else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            for statement in transaction.statements:
                if statement.many:
                    cursor.executemany(statement.sql, statement.args)
                    continue
                cursor.execute(statement.sql, statement.args)
                if cursor.description:
                    cursor.fetchall()
            execute("COMMIT")

    def close(self) -> None:
        self.connection.close()


def cost(driver: Driver, transactions: Sequence[Transaction]) -> float:
    """CPU seconds a request."""
    began = time.process_time()
    driver.run(transactions)
    return (time.process_time() - began) / len(transactions)
