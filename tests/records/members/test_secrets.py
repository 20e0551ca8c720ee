"""No password and no secret is ever kept or logged in clear."""

import logging
from typing import Any

import pytest
import sqlalchemy as sa

from headgate.app.tables import metadata
from headgate.records.members.links import create_link
from headgate.store.engine import Store, Tx
from headgate.store.statements import Query
from tests.records.members.test_invitations import accept, invite, new_member
from tests.records.members.test_session import sign_in, signed
from tests.records.office import Office

FIRST, SECOND, WRONG = "first long password", "second long password", "wrong long password"


def everything_stored(store: Store) -> str:
    """Every cell of every table as text, one after the other."""
    cells = []
    for table in metadata.sorted_tables:
        query: Query[Any] = Query(sa.select(*table.columns))

        def read(tx: Tx, query: Query[Any] = query) -> list[Any]:
            return tx.all(query)

        for row in store.read(read):
            cells += [bytes(cell).decode() if hasattr(cell, "__buffer__") else str(cell) for cell in row]
    return "\n".join(cells)


def test_nothing_secret_is_stored_or_logged(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    key = {"idempotency-key": "the same"}
    owner = office.member("Olga", "owner")
    member_id = new_member(owner)
    invitation = invite(owner, member_id)
    accept(office, invitation, password=WRONG[:9])
    cookie = signed(accept(office, invitation, password=FIRST))
    desk = office.with_cookie(cookie, member_id)
    sign_in(office, "ada@example.com", WRONG)
    second = signed(sign_in(office, "ada@example.com", FIRST))
    change = {"current": FIRST, "new": SECOND}
    assert desk.post("/session/password", change, headers={"idempotency-key": "password"}).status_code == 204
    link = office.store.write(lambda tx: create_link(tx, office.ws, member_id, "signin", 15))
    third = signed(office.stranger().post("/session/link", {"token": link}))
    token = desk.post("/tokens", {"name": "T", "scopes": ["read"]}, headers=key).json()["secret"]
    office.with_token(token).get("/companies")
    url = owner.post(f"/members/{new_member(owner, 'bo@example.com')}/invitation", headers=key).json()["url"]
    secrets = [FIRST, SECOND, WRONG, invitation, cookie, second, third, link, token, url.partition("=")[2]]
    assert all(len(secret) >= 16 for secret in secrets)
    stored = everything_stored(office.store)
    assert "ada@example.com" in stored and "$argon2id$v=19$m=19456,t=2,p=1$" in stored
    assert [secret for secret in secrets if secret in stored] == []
    said = "\n".join(f"{r.getMessage()} {r.exc_text or ''}" for r in caplog.records if r.name != "httpx")
    assert [secret for secret in secrets if secret in said] == []
