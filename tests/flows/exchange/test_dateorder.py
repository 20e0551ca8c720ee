"""The order of dates: decided by evidence, on real files and on a twin with the same ambiguities."""

import csv
import gzip
import io
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.flows.exchange import dateorder
from headgate.flows.exchange.datereading import Order

TODAY = date(2026, 11, 24)
FORMS = {"dmy": "%d-%m-%y", "mdy": "%m/%d/%Y", "iso": "%Y-%m-%d", "ymd": "%y.%m.%d", "text": "%d %b %Y"}


def _twin(form: str, rows: int = 600) -> tuple[list[str], list[str], list[str]]:
    """Start dates, end dates (some empty) and quarters of starts, such as a sales file has."""
    chance = random.Random(3)
    starts, ends, quarters = [], [], []
    for _ in range(rows):
        start = date(2016, 10, 20) + timedelta(days=chance.randrange(430))
        end = start + timedelta(days=chance.randrange(1, 138))
        starts.append(start.strftime(form))
        ends.append(end.strftime(form) if chance.random() < 0.8 else "")
        quarters.append(f"Q{(start.month + 2) // 3} {start.year}")
    return starts, ends, quarters


@pytest.mark.parametrize("order", ["dmy", "mdy", "iso", "ymd", "text"])
def test_two_columns_settle_the_order(order: Order) -> None:
    starts, ends, _ = _twin(FORMS[order])
    made = dateorder.decide_columns({"start": starts, "end": ends}, not_after=TODAY)
    truth, _, _ = _twin("%Y-%m-%d")
    for decision in made.values():
        assert decision.order == order
        assert decision.certain
    assert [dateorder.parse(value, order) for value in starts] == truth


def test_being_a_date_is_no_proof() -> None:
    starts, ends, quarters = _twin(FORMS["dmy"])
    alone = dateorder.decide(starts, not_after=TODAY)
    assert alone.order == "dmy"
    assert not alone.certain
    assert {c.order: c.invalid for c in alone.alternatives}["ymd"] == 0
    for witness in (("end", ends), ("quarter", quarters)):
        decision = dateorder.decide(starts, [witness], TODAY)
        assert (decision.order, decision.certain) == ("dmy", True)
        proofs = {c.order: c.proofs[0] for c in (decision.chosen, *decision.alternatives) if c}
        assert proofs["dmy"].agrees == proofs["dmy"].of
        assert proofs["ymd"].share < 0.8
        assert any(f"{proofs['dmy'].of:,} rows" in line for line in decision.evidence)


def test_a_witness_that_says_nothing_settles_nothing() -> None:
    starts, _, _ = _twin(FORMS["dmy"])
    decision = dateorder.decide(
        starts, [("city", ["Bern"] * len(starts)), ("birthday", ["1980-01-01"] * 600)]
    )
    assert (decision.order, decision.certain) == ("dmy", False)


def test_small_days_everywhere_are_left_to_a_person() -> None:
    decision = dateorder.decide(["01/02/2025", "03/04/2025", "05/06/2025"])
    assert not decision.certain
    assert {c.order for c in (decision.chosen, *decision.alternatives) if c} == {"dmy", "mdy"}


def test_columns_in_two_orders_are_told_apart() -> None:
    starts, _, _ = _twin("%m/%d/%Y")
    _, ends, _ = _twin("%d/%m/%Y")
    made = dateorder.decide_columns({"start": starts, "end": ends})
    assert (made["start"].order, made["end"].order) == ("mdy", "dmy")
    assert sum("not written in the order" in made[name].evidence[0] for name in made) == 1


def test_an_iso_column_beside_an_ambiguous_one_is_its_witness() -> None:
    starts, _, _ = _twin("%Y-%m-%d")
    _, ends, _ = _twin("%d-%m-%y")
    made = dateorder.decide_columns({"start": starts, "end": ends})
    assert (made["start"].order, made["end"].order) == ("iso", "dmy")
    assert made["end"].certain


def test_stray_values_are_counted_not_hidden() -> None:
    starts, ends, _ = _twin(FORMS["mdy"])
    starts[3], starts[9] = "soon", "2016-11-02"
    decision = dateorder.decide_columns({"start": starts, "end": ends})["start"]
    assert decision.chosen is not None
    assert (decision.order, decision.chosen.invalid, decision.certain) == ("mdy", 1, True)
    assert decision.evidence[0].startswith("Month first, 599 of 600 values are dates")


def test_no_dates_no_order() -> None:
    for values in ([], ["", " "], ["Bern", "Basel"]):
        decision = dateorder.decide(values)
        assert (decision.order, decision.certain, decision.chosen) == (None, False, None)
        assert dateorder.candidates(values) == []


def test_candidates_name_their_form_and_ambiguity() -> None:
    made = {c.order: c for c in dateorder.candidates(["20-10-16", "05-05-05", "", "03-04-16"])}
    assert {order: c.fmt for order, c in made.items()} == {
        "dmy": "dd-mm-yy",
        "mdy": "mm-dd-yy",
        "ymd": "yy-mm-dd",
    }
    assert {order: (c.valid, c.invalid, c.ambiguous) for order, c in made.items()} == {
        "dmy": (3, 0, 2),
        "mdy": (2, 1, 1),
        "ymd": (3, 0, 2),
    }
    assert made["ymd"].example == ("20-10-16", "2020-10-16")
    assert made["mdy"].example == ("20-10-16", "")
    assert dateorder.candidates(["3/1/2017 10:15"])[0].fmt in ("d/m/yyyy hh:mm", "m/d/yyyy hh:mm")


@pytest.mark.parametrize(
    ("value", "order", "day"),
    [
        ("2016-10-20", "dmy", "2016-10-20"),
        ("20161020", "iso", "2016-10-20"),
        ("2016/1/2", "mdy", "2016-01-02"),
        ("20-10-16", "dmy", "2016-10-20"),
        ("20-10-16", "ymd", "2020-10-16"),
        ("10/20/2016", "mdy", "2016-10-20"),
        ("3.1.2017", "dmy", "2017-01-03"),
        ("01-01-69", "dmy", "1969-01-01"),
        ("01-01-68", "dmy", "2068-01-01"),
        ("20 Oct 2016", "text", "2016-10-20"),
        ("20-Oct-16", "mdy", "2016-10-20"),
        ("Oct 20, 2016", "text", "2016-10-20"),
        ("October 2nd, 2016", "dmy", "2016-10-02"),
        ("Thu, 20 October 2016", "text", "2016-10-20"),
        ("20. März 2016", "text", "2016-03-20"),
        ("2016-Oct-20", "text", "2016-10-20"),
        ("1er", "text", None),
        ("31-02-16", "dmy", None),
        ("10/20/2016", "dmy", None),
        ("10/20/2016", "ymd", None),
        ("20-10/16", "dmy", None),
        ("20-10-016", "dmy", None),
        ("20 Okto 2016", "text", None),
        ("2009\\7\\14 22:14:45+0800", "iso", None),
        ("2016-10-20 25:00", "iso", None),
        ("", "iso", None),
    ],
)
def test_single_values(value: str, order: Order, day: str | None) -> None:
    if day is None:
        with pytest.raises(ValueError, match="is not a date"):
            dateorder.parse(value, order)
    else:
        assert dateorder.parse(value, order) == day


@pytest.mark.parametrize(
    ("value", "order", "instant"),
    [
        ("07/15/2009 02:14:45+0800", "mdy", datetime(2009, 7, 14, 18, 14, 45, tzinfo=UTC)),
        ("2010-10-14T12:00:00.000Z", "iso", datetime(2010, 10, 14, 12, tzinfo=UTC)),
        ("2010-10-14T12:00:00.000Z-0300", "iso", datetime(2010, 10, 14, 15, tzinfo=UTC)),
        ("20.10.2016 14:30", "dmy", datetime(2016, 10, 20, 12, 30, tzinfo=UTC)),
        ("10/20/2016, 12:05 a.m.", "mdy", datetime(2016, 10, 19, 22, 5, tzinfo=UTC)),
        ("10/20/2016 1:05 PM", "mdy", datetime(2016, 10, 20, 11, 5, tzinfo=UTC)),
        ("2016-10-20T10:00:00.123456789Z", "iso", datetime(2016, 10, 20, 10, 0, 0, 123_456, tzinfo=UTC)),
    ],
)
def test_times_of_day_become_instants(value: str, order: Order, instant: datetime) -> None:
    assert dateorder.parse(value, order, "Europe/Berlin") == instant


@given(st.dates(date(1969, 1, 1), date(2068, 12, 31)), st.sampled_from(["dmy", "iso", "ymd", "mdy"]))
def test_every_written_date_reads_back(day: date, order: Order) -> None:
    assert dateorder.parse(day.strftime(FORMS[order]), order) == day.isoformat()


@given(st.lists(st.text(st.sampled_from("0123456789-/. :TQJanPM"), max_size=14), max_size=8))
def test_garbage_never_crashes(values: list[str]) -> None:
    decision = dateorder.decide(values, [("other", list(reversed(values)))], TODAY)
    for candidate in dateorder.candidates(values):
        assert candidate.valid + candidate.invalid == sum(1 for value in values if value.strip())
    assert decision.evidence


def _sales(path: Path) -> dict[str, list[str]]:
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return {name: [row[name] for row in rows] for name in rows[0]}


@pytest.mark.parametrize(
    ("name", "order", "ambiguous"),
    [
        ("sales_pipeline.csv", "iso", 0),
        ("variants/sales_pipeline.us-dates.csv.gz", "mdy", 5395),
        ("variants/sales_pipeline.dd-mm-yy.csv.gz", "dmy", None),
    ],
)
def test_the_three_sales_files_hold_the_same_dates(
    samples: Path, name: str, order: Order, ambiguous: int | None
) -> None:
    folder = samples / "crm-sales-opportunities"
    truth, sales = _sales(folder / "sales_pipeline.csv"), _sales(folder / name)
    dates = {column: sales[column] for column in ("engage_date", "close_date")}
    made = dateorder.decide_columns(dates, not_after=TODAY)
    for column, decision in made.items():
        assert (decision.order, decision.certain) == (order, True)
        assert [value and dateorder.parse(value, order) for value in dates[column]] == truth[column]
    chosen = [decision.chosen for decision in made.values() if decision.chosen]
    assert [c.valid for c in chosen] == [8300, 6711]
    if ambiguous is not None:
        assert sum(c.ambiguous for c in chosen) == ambiguous


def test_the_quarter_column_tells_the_day_first_file(samples: Path) -> None:
    sales = _sales(samples / "crm-sales-opportunities" / "variants" / "sales_pipeline.dd-mm-yy.csv.gz")
    beside = {name: values for name, values in sales.items() if not name.endswith("_date")}
    decision = dateorder.decide_columns({"engage_date": sales["engage_date"]}, beside)["engage_date"]
    told = {c.order: (c.valid, c.proofs[0].agrees) for c in (decision.chosen, *decision.alternatives) if c}
    assert told == {"dmy": (8300, 8300), "ymd": (8300, 280), "mdy": (3234, 817)}
    assert decision.certain
