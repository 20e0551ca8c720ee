"""What a deal says of its rate: the day it goes by, what holds then, and the amount before rounding."""

import pytest

from tests.records.office import Desk, Office


def made(desk: Desk, **fields: object) -> str:
    answer = desk.post("/deals", {"name": "Quay crane", **fields})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["deal"]["id"])


def rate(desk: Desk, starts_on: str, rate: str, currency: str = "JPY") -> None:
    given = {"currency": currency, "starts_on": starts_on, "rate": rate}
    assert desk.post("/exchange-rates", given).status_code == 201


def test_minor_units_of_other_lengths_are_shifted(office: Office) -> None:
    owner = office.member("Olga", "owner")
    rate(owner, "2026-01-01", "0.00625")
    deal = made(owner, amount=12_345, currency="JPY")
    found = owner.get(f"/deals/{deal}/worth").json()
    assert (found["unrounded"], found["value"]) == ("7715.625", 7716)
    assert (found["rate"], found["rate_from"], found["base"]) == ("0.00625", "2026-01-01", "EUR")


@pytest.mark.parametrize(
    ("day", "rate_from", "value"),
    [("2026-01-31", None, None), ("2026-02-01", "2026-02-01", 1000), ("2026-03-05", "2026-03-01", 2000)],
)
def test_the_rate_of_a_day_is_the_latest_begun(
    office: Office, day: str, rate_from: str | None, value: int | None
) -> None:
    owner = office.member("Olga", "owner")
    rate(owner, "2026-02-01", "1", "CHF")
    rate(owner, "2026-03-01", "2", "CHF")
    deal = made(owner, amount=1_000, currency="CHF")
    found = owner.get(f"/deals/{deal}/worth", rates_on=day).json()
    assert (found["rated_on"], found["rate_from"], found["value"]) == (day, rate_from, value)


def test_a_deal_without_a_value_has_none(office: Office) -> None:
    owner = office.member("Olga", "owner")
    found = owner.get(f"/deals/{made(owner)}/worth").json()
    assert (found["amount"], found["rate"], found["value"], found["unrounded"]) == (None, "1", None, None)


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "2026-1-1", "２０２６-01-01"])
def test_a_day_that_is_none_is_named(office: Office, day: str) -> None:
    owner = office.member("Olga", "owner")
    for path in (f"/deals/{made(owner)}/worth", "/metrics/summary", "/metrics/won_value"):
        answer = owner.get(path, rates_on=day)
        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"][0]["pointer"] == "/rates_on"


def test_a_deal_of_others_has_no_worth_for_a_seller(office: Office) -> None:
    owner = office.member("Olga", "owner")
    seller = office.member("Sam", "seller")
    deal = made(owner)
    assert (
        seller.get(f"/deals/{deal}/worth").status_code == owner.get("/deals/nothing/worth").status_code == 404
    )
