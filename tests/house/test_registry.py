"""Every verb has its permission and its inverse, every kind its sentence, every route its permission."""

import string
from typing import Any

import pytest

from headgate.app.api import handlers
from headgate.core.access.roles import GRANTS, PAGE, SCOPES
from headgate.core.fields.catalogue import RECORDS
from headgate.core.journal.kinds import KINDS
from headgate.core.verbs.registry import UNDO, VERBS
from headgate.core.verbs.undo import REVERSERS

ROUTES = handlers()


def test_there_is_something_to_look_at() -> None:
    assert len(VERBS) > 25 and len(KINDS) > 30 and len(ROUTES) > 40


@pytest.mark.parametrize("name", sorted(VERBS))
def test_verb(name: str) -> None:
    verb = VERBS[name]
    assert verb.permission in PAGE
    assert verb.run.__doc__ or verb.because or verb.inverse
    if verb.inverse == UNDO:
        record = name.partition(".")[0]
        assert record in REVERSERS, f"{name} says that undo takes it back, but nothing reverses a {record}"
        assert f"{record}.undone" in KINDS
    elif verb.inverse is not None:
        assert verb.inverse in VERBS
    else:
        assert verb.because


@pytest.mark.parametrize("name", sorted(KINDS))
def test_kind(name: str) -> None:
    kind = KINDS[name]
    assert kind.record in RECORDS, f"{name}: no record of that name"
    assert kind.sentence and kind.sentence == kind.sentence.strip()
    assert all(
        field is None or field.isidentifier() for _, field, _, _ in string.Formatter().parse(kind.sentence)
    )


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.operation_id or route.handler_name)
def test_route(route: Any) -> None:
    permission = route.opt.get("permission")
    assert permission == "open" or permission in PAGE
    assert route.operation_id and route.summary and route.tags


def test_operation_ids_are_unique() -> None:
    ids = [route.operation_id for route in ROUTES]
    assert len(ids) == len(set(ids))


def test_every_permission_is_somebody_s_and_used() -> None:
    granted = frozenset().union(*GRANTS.values())
    assert granted == PAGE.keys()
    assert frozenset().union(*SCOPES.values()) <= PAGE.keys()
    used = {verb.permission for verb in VERBS.values()} | {route.opt["permission"] for route in ROUTES}
    assert PAGE.keys() - used <= {"totals.team"}, "a permission that nothing asks for"
