"""Exchange rates: set, changed, put away, undone; a day has one; what they make of an amount."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit.errors import Problem
from headgate.kit.exchange import Rates, converted
from headgate.records.rates.schemas import EditRate, NewRate
from tests.records.office import Desk, Office


def add(
    desk: Desk, starts_on: str = "2026-01-01", rate: str = "1.0412", currency: str = "CHF"
) -> dict[str, Any]:
    answer = desk.post("/exchange-rates", {"currency": currency, "starts_on": starts_on, "rate": rate})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def listed(desk: Desk) -> list[tuple[str, str, str]]:
    items = desk.get("/exchange-rates").json()["items"]
    return [(each["currency"], each["starts_on"], each["rate"]) for each in items]


def test_a_rate_is_set_changed_put_away_and_brought_back(office: Office) -> None:
    owner = office.member("Olga", "owner")
    made = add(owner, rate="1.0400")
    assert made == {
        "id": made["id"],
        "currency": "CHF",
        "base": "EUR",
        "starts_on": "2026-01-01",
        "rate": "1.04",
        "archived": False,
        "version": 1,
    }
    path = f"/exchange-rates/{made['id']}"
    changed = owner.patch(path, {"rate": "1.05", "starts_on": "2026-01-02", "version": 1}).json()
    assert (changed["rate"], changed["starts_on"], changed["version"]) == ("1.05", "2026-01-02", 2)
    assert owner.patch(path, {"rate": "2", "version": 1}).status_code == 409
    assert owner.post(f"{path}/archive").json()["archived"] is True
    add(owner, "2026-01-02")
    refused = owner.post(f"{path}/restore")
    assert refused.status_code == 422 and "already" in refused.text


def test_rates_are_listed_by_currency_the_latest_first(office: Office) -> None:
    owner = office.member("Olga", "owner")
    for currency, day in (("USD", "2026-01-01"), ("CHF", "2026-01-01"), ("CHF", "2026-02-01")):
        add(owner, day, "2", currency)
    assert listed(owner) == [
        ("CHF", "2026-02-01", "2"),
        ("CHF", "2026-01-01", "2"),
        ("USD", "2026-01-01", "2"),
    ]
    # Rates are in a currency: those of another base wait until it is the base again.
    owner.patch("/workspace", {"base_currency": "GBP"})
    assert listed(owner) == []
    owner.patch("/workspace", {"base_currency": "EUR"})
    assert len(listed(owner)) == 3


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"currency": "QQQ"}, "/currency"),
    ({"currency": "EUR"}, "/currency"),
    ({"currency": "franc"}, "/currency"),
    ({"starts_on": "2026-02-30"}, "/starts_on"),
    ({"starts_on": "soon"}, "/starts_on"),
    ({"starts_on": "2026-01-01"}, "/starts_on"),
    ({"rate": "0"}, "/rate"),
    ({"rate": "-1"}, "/rate"),
    ({"rate": "1,04"}, "/rate"),
    ({"rate": "1e5"}, "/rate"),
    ({"rate": 1.04}, "/rate"),
    ({"rate": "1.12345678901"}, "/rate"),
]


@pytest.mark.parametrize(("body", "pointer"), WRONG)
def test_what_cannot_be_set_is_named(office: Office, body: dict[str, Any], pointer: str) -> None:
    owner = office.member("Olga", "owner")
    add(owner)
    new = {"currency": "CHF", "starts_on": "2026-02-01", "rate": "1.04", **body}
    answer = owner.post("/exchange-rates", new)
    assert answer.status_code == 422, answer.text
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]
    assert len(listed(owner)) == 1


def test_who_may(office: Office) -> None:
    owner, manager = office.member("Olga", "owner"), office.member("Mia", "manager")
    made = add(owner)
    assert len(listed(manager)) == 1
    assert (
        manager.post(
            "/exchange-rates", {"currency": "USD", "starts_on": "2026-01-01", "rate": "1"}
        ).status_code
        == 403
    )
    assert manager.patch(f"/exchange-rates/{made['id']}", {"rate": "2"}).status_code == 403


def test_undo_puts_back_what_was_unless_another_has_come(office: Office) -> None:
    owner = office.member("Olga", "owner")
    actor = office.actor(owner)
    (id_,) = office.do(actor, "exchange_rate.create", NewRate("CHF", "2026-01-01", "1.04")).results
    office.do(actor, "exchange_rate.edit", EditRate(id_, starts_on="2026-02-01"))
    moved = office.last()
    office.undo(actor, moved.seq)
    assert listed(owner) == [("CHF", "2026-01-01", "1.04")]
    office.do(actor, "exchange_rate.edit", EditRate(id_, starts_on="2026-02-01"))
    moved = office.last()
    add(owner)
    with pytest.raises(Problem) as refused:
        office.undo(actor, moved.seq)
    (way,) = refused.value.extra["in_the_way"]
    assert way["sentence"] == "There is another rate from this day by now."


CASES = [
    ("EUR", "USD", "1.05", 1_000_000, 1_050_000),
    ("JPY", "EUR", "0.006", 1_000, 600),
    ("EUR", "JPY", "160.5", 100, 160),  # half to even
    ("EUR", "JPY", "161.5", 100, 162),
    ("KWD", "EUR", "3", 1_000, 300),
    ("USD", "EUR", "0.9", -5, -4),
]


@pytest.mark.parametrize(("currency", "base", "rate", "amount", "worth"), CASES)
def test_an_amount_in_minor_units_of_each(
    currency: str, base: str, rate: str, amount: int, worth: int
) -> None:
    factor = Rates.of(currency, base, [("2026-01-01", rate)]).on(20260101)
    assert factor is not None
    assert converted(amount, factor) == worth


@given(st.dictionaries(st.dates(), st.integers(1, 9), min_size=1), st.dates())
def test_the_latest_rate_that_has_begun_holds(steps: dict[Any, int], day: Any) -> None:
    rates = Rates.of("USD", "EUR", [(each.isoformat(), str(rate)) for each, rate in steps.items()])
    begun = [each for each in steps if each <= day]
    expected = Fraction(steps[max(begun)]) if begun else None
    assert rates.on(int(day.strftime("%Y%m%d"))) == expected
    assert rates.first == int(min(steps).strftime("%Y%m%d"))
