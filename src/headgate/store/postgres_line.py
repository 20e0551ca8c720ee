"""The line to the database: how it is set up, how long to wait on a dead one, what its errors mean."""

from typing import Any

import msgspec
import psycopg
from psycopg.adapt import Loader
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.types.numeric import Int8Dumper

from headgate.store.engine import Away, Busy, Clash, TooSlow, Unfit

LOST = (psycopg.OperationalError, psycopg.InterfaceError)
"""Errors that a connection which is gone may raise; others of their kind mean something else."""

HERE = (
    psycopg.errors.LockNotAvailable,
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
    psycopg.errors.OutOfMemory,
)
"""Operational errors of a server that is there: it is busy, not away."""

PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""Seconds, milliseconds the last: a cable that is cut says nothing, and would be waited for some minutes."""


STATEMENTS = 400  # prepared ones that a connection keeps; the default of 100 would evict shapes in use


class RawJson(Loader):
    """JSON goes out as it lies."""

    def load(self, data: Any) -> msgspec.Raw:
        return msgspec.Raw(bytes(data))


def prepare(connection: psycopg.Connection[Any]) -> None:
    """Of every connection: one width of integer (else one text is prepared three times), raw JSON."""
    connection.adapters.register_dumper(int, Int8Dumper)
    connection.adapters.register_loader("jsonb", RawJson)
    connection.prepare_threshold = 2
    connection.prepared_max = STATEMENTS


def patient(url: str) -> str:
    """The address with our patience, where it names none itself."""
    given = conninfo_to_dict(url)
    return make_conninfo(url, **{name: value for name, value in PATIENCE.items() if name not in given})


def translated(error: psycopg.Error) -> Exception:
    """What the error means to those who know no engine; the error itself when it means nothing to them."""
    match error:
        case psycopg.errors.QueryCanceled():
            return TooSlow()
        case psycopg.errors.UniqueViolation():
            return Clash(str(error))
        case psycopg.DataError():
            return Unfit(str(error))
        case psycopg.OperationalError() if isinstance(error, HERE):
            return Busy(f"the database cannot take it now: {error}")
        case psycopg.OperationalError() | psycopg.InterfaceError() | psycopg.errors.ReadOnlySqlTransaction():
            return Away(f"the database cannot take it: {error}")
    return error
