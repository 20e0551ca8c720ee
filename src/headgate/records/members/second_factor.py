"""The second factor of an identity: its secret, the codes it takes, the recovery codes."""

import secrets
from base64 import b32encode
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.edge import digest
from headgate.core.fields.given import wrong
from headgate.kit import clock, totp
from headgate.kit.errors import conflict
from headgate.kit.sealing import NotOurs, Sealer
from headgate.records.members.tables import recovery_codes, second_factors
from headgate.store.engine import Tx
from headgate.store.statements import P, insert_into, shape
from headgate.store.types import Number

RECOVERY_CODES = 10
RECOVERY_BYTES = 10
"""80 random bits: too many to try, so a fast hash is enough."""
ALIKE = str.maketrans({"0": "o", "1": "l", "8": "b"})
"""Signs that no recovery code has, as people read them."""
KEY_LOST = (
    "This server has lost the key of your authenticator. Write a recovery code, or ask whoever runs the "
    "server for `headgate user reset-totp`."
)


class Factor(msgspec.Struct):
    sealed: str
    last_step: int
    confirmed_at: datetime | None


@shape(Factor)
def factor_of() -> sa.Select[Any]:
    f = second_factors.c
    return sa.select(f.sealed, f.last_step, f.confirmed_at).where(f.identity_id == P("identity"))


@shape()
def insert_factor() -> sa.Insert:
    return insert_into(second_factors)


@shape()
def delete_factor() -> sa.Delete:
    return sa.delete(second_factors).where(second_factors.c.identity_id == P("identity"))


@shape()
def use_step() -> Any:
    """Of two requests with one code the second finds the step used."""
    f = second_factors.c
    return (
        sa.update(second_factors)
        .where(f.identity_id == P("identity"), f.last_step < P("step", Number()))
        .values(last_step=P("step", Number()))
        .returning(f.last_step)
    )


@shape()
def confirm_factor() -> sa.Update:
    f = second_factors.c
    return sa.update(second_factors).where(f.identity_id == P("identity")).values(confirmed_at=P("at"))


@shape()
def insert_recovery_code() -> sa.Insert:
    return insert_into(recovery_codes)


@shape()
def use_recovery_code() -> Any:
    r = recovery_codes.c
    return (
        sa.delete(recovery_codes)
        .where(r.identity_id == P("identity"), r.digest == P("digest"))
        .returning(r.digest)
    )


@shape()
def delete_recovery_codes() -> sa.Delete:
    return sa.delete(recovery_codes).where(recovery_codes.c.identity_id == P("identity"))


@shape()
def count_recovery_codes() -> sa.Select[Any]:
    return sa.select(sa.func.count().label("count")).where(recovery_codes.c.identity_id == P("identity"))


def confirmed(tx: Tx, identity_id: str) -> Factor | None:
    """The factor, if sign-in asks for it."""
    found = tx.one(factor_of(), identity=identity_id)
    return found if found and found.confirmed_at is not None else None


def begin(tx: Tx, sealer: Sealer, identity_id: str) -> bytes:
    """A new secret in the place of one that was never confirmed. Raises 409 where one is in use."""
    if confirmed(tx, identity_id):
        raise conflict("Sign-in asks you for a code already. Turn that off first to set it up anew.")
    secret = secrets.token_bytes(totp.SECRET_BYTES)
    remove(tx, identity_id)
    tx.run(
        insert_factor(),
        identity_id=identity_id,
        sealed=sealer.sealed(secret, identity_id),
        last_step=0,
        created_at=clock.now(),
        confirmed_at=None,
    )
    return secret


def takes_code(tx: Tx, sealer: Sealer, identity_id: str, factor: Factor, given: str) -> bool:
    """Whether these are the digits of now; they are used up by this. Raises 422 where the key is lost."""
    try:
        secret = sealer.opened(factor.sealed, identity_id)
    except NotOurs:
        raise wrong("/code", KEY_LOST) from None
    step = totp.step_of(secret, plain(given), clock.now(), factor.last_step)
    return step is not None and tx.one(use_step(), identity=identity_id, step=step) is not None


def takes(tx: Tx, sealer: Sealer, identity_id: str, given: str) -> bool:
    """Whether a code, of the authenticator or for recovery, is good; it is used up by this."""
    factor = confirmed(tx, identity_id)
    if factor is None:
        return False
    if plain(given).isdecimal():
        return takes_code(tx, sealer, identity_id, factor, given)
    own = digest(plain(given).translate(ALIKE))
    return tx.one(use_recovery_code(), identity=identity_id, digest=own) is not None


def turn_on(tx: Tx, identity_id: str) -> list[str]:
    """From now on sign-in asks for a code. Gives the recovery codes, of which only hashes are kept."""
    tx.run(confirm_factor(), identity=identity_id, at=clock.now())
    made = [b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower() for _ in range(RECOVERY_CODES)]
    tx.many(insert_recovery_code(), [{"identity_id": identity_id, "digest": digest(code)} for code in made])
    return ["-".join(code[i : i + 4] for i in range(0, len(code), 4)) for code in made]


def remove(tx: Tx, identity_id: str) -> None:
    """Takes the factor away, with its recovery codes."""
    tx.run(delete_factor(), identity=identity_id)
    tx.run(delete_recovery_codes(), identity=identity_id)


def plain(given: str) -> str:
    """A code without the spaces and dashes that people write into it."""
    return "".join(given.split()).replace("-", "").lower()
