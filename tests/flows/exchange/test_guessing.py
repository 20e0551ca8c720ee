"""What files, columns, values and stages seem to be, and how sure that is."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from headgate.flows.exchange.checkedplan import new_stages
from headgate.flows.exchange.fitting import currency_in, decimal_sign
from headgate.flows.exchange.guessing import FileGuess, guess
from headgate.flows.exchange.headers import header_words, scale_of
from headgate.flows.exchange.matching import Names
from headgate.flows.exchange.plans import ColumnPlan, StagePlan
from headgate.flows.exchange.profiling import COUNTED, SAMPLED, Profile, profile
from headgate.flows.exchange.reading import converter
from headgate.flows.exchange.stagewords import kind_of, planned
from headgate.flows.exchange.targets import targets
from headgate.flows.exchange.valuecells import amount

NOBODY = {record: Names([]) for record in ("company", "product", "member")}


def made(folder: Path, *rows: str) -> Profile:
    file = folder / "file.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    return profile(file)


def fields(found: Profile, guessed: FileGuess) -> dict[str, str | None]:
    return {c.name: one.field for c, one in zip(found.columns, guessed.columns, strict=True)}


@pytest.mark.parametrize(
    ("header", "kind", "told"),
    [
        (
            "Deal - Title,Deal - Value,Deal - Owner,Deal - Stage",
            "deals",
            ("name", "amount", "owner_id", "stage_id"),
        ),
        ("dealname,dealstage,createdate,closedate", "deals", ("name", "stage_id", "created_at", "closed_at")),
        ("Company name,Industry,Number of Employees", "companies", ("name", "sector", "employees")),
        ("Product Name,Unit Price,Category", "products", ("name", "list_price", "series")),
        ("Full name,E-mail,Team", "members", ("name", "email", "team_id")),
    ],
)
def test_headers_of_other_programs(tmp_path: Path, header: str, kind: str, told: Sequence[str]) -> None:
    found = made(tmp_path, header)
    guessed = guess(found, NOBODY)
    assert (guessed.record, tuple(fields(found, guessed).values())) == (kind, told)


def test_values_speak_where_headers_do_not(tmp_path: Path) -> None:
    rows = ["ref,x,y,z"] + [f"R{n},{('Won', 'Lost', 'New')[n % 3]},Isdom,a@b.example" for n in range(9)]
    found = made(tmp_path, *rows)
    known = NOBODY | {"company": Names(["Isdom", "Cancity"])}
    assert fields(found, guess(found, known, "deals")) == {
        "ref": None,
        "x": "stage_id",
        "y": "company_id",
        "z": None,
    }
    assert fields(found, guess(found, known, "members"))["z"] == "email"


def test_values_that_do_not_fit_take_a_field_away(tmp_path: Path) -> None:
    rows = ["deal stage,amount,close date", "Won,free,soon", "Lost,cheap,later", "Open,-,never"]
    found = made(tmp_path, *rows)
    assert fields(found, guess(found, NOBODY)) == {
        "deal stage": "stage_id",
        "amount": None,
        "close date": None,
    }


def test_reasons_are_said(tmp_path: Path) -> None:
    rows = ["opportunity_id,product,deal_stage,close_date,close_value"]
    for n in range(1, 9):
        rows.append(f"D{n},GTXPro," + (f"Won,2017-03-0{n},5" if n % 2 else "Engaging,,5"))
    found = made(tmp_path, *rows)
    known = NOBODY | {"product": Names(["GTX Pro"])}
    pairs = zip(found.columns, guess(found, known).columns, strict=True)
    told = {column.name: (one.certainty, one.why) for column, one in pairs}
    assert told == {
        "opportunity_id": (3, "unique in all 8"),
        "product": (3, "the name is known"),
        "deal_stage": (3, "2 values"),
        "close_date": (3, "only on won and lost"),
        "close_value": (1, "no currency in the file"),
    }


def test_a_large_file_is_counted_with_bounds(tmp_path: Path) -> None:
    rows = COUNTED + 7_000
    found = made(tmp_path, "id,same,many", *(f"K{n},a,{n % (COUNTED // 2)}" for n in range(rows)))
    key, same, many = found.columns
    assert key.unique and (key.distinct, key.filled, key.counts) == (rows, rows, {})
    assert (same.counts, same.unique) == ({"a": rows}, False)
    assert len(many.counts) == COUNTED // 2 == many.distinct
    assert len(key.sample) == len(many.sample) <= SAMPLED and key.sample[1] == "K2"


@pytest.mark.parametrize(
    ("written", "meant", "certainty", "why"),
    [
        ("GTX Pro", "GTX Pro", 3, "known by this name"),
        ("gtx  PRO", "GTX Pro", 3, "differs in capitals, accents or spaces only"),
        ("GTXPro", "GTX Pro", 2, "1 space off"),
        ("G.T.X. Pro", "GTX Pro", 2, "differs in its signs only"),
        ("GTX Por", "GTX Pro", 1, "spelt alike; please look"),
        ("MG Advanced", None, 0, "nobody is known by this name"),
        ("–", None, 0, "nobody is known by this name"),
    ],
)
def test_whom_a_name_means(written: str, meant: str | None, certainty: int, why: str) -> None:
    assert Names(["GTX Pro", "MG Special"]).meant(written) == (meant, certainty, why)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("Won", "won"),
        ("Closed - Won", "won"),
        ("closedlost", "open"),
        ("Closed Lost", "lost"),
        ("Disqualified", "lost"),
        ("Wonderful", "open"),
        ("Negotiation", "open"),
    ],
)
def test_what_a_stage_is(value: str, kind: str) -> None:
    assert kind_of(value) == kind


def order(counts: dict[str, int], dates: dict[str, list[int]] | None = None) -> list[str]:
    found = planned(counts, dates or {})
    return sorted(found, key=lambda value: found[value].position)


def test_stages_stand_in_their_usual_order() -> None:
    counts = dict.fromkeys(["Lost", "Proposal", "Won", "Discovery", "Negotiation", "Prospecting"], 1)
    assert order(counts) == ["Prospecting", "Discovery", "Proposal", "Negotiation", "Won", "Lost"]
    strange = {"Beta": 1, "Alpha": 1, "Won": 1}
    assert order(strange) == ["Beta", "Alpha", "Won"]
    assert order(strange, {"Beta": [9, 9], "Alpha": [20, 30], "Won": []}) == ["Alpha", "Beta", "Won"]


def test_a_pipeline_is_made_whole() -> None:
    made, meant = new_stages(
        {
            "Lost": StagePlan(kind="lost", position=3),
            "Won": StagePlan(kind="open", position=0),
            "Signed": StagePlan(kind="won", position=1),
            "Paid": StagePlan(kind="won", position=2),
            "won ": StagePlan(kind="open", position=4),
        }
    )
    told = [(stage.name, stage.kind) for stage in made]
    assert told == [("Won", "open"), ("Signed", "won"), ("Lost", "lost")]
    assert meant == {"Lost": "Lost", "Won": "Won", "Signed": "Signed", "Paid": "Signed", "won ": "Won"}
    bare, _ = new_stages({})
    assert [stage.kind for stage in bare] == ["open", "won", "lost"]


def test_numbers_as_they_are_written() -> None:
    assert decimal_sign(["1.234,50", "12"]) == "," and decimal_sign(["1,234.50"]) == "."
    assert decimal_sign(["1,234", "5,678"]) is None
    assert decimal_sign(["1.234", "0.500"], ["KWD"]) == "."
    assert currency_in(["€ 12", "13"]) == "EUR" and currency_in(["12"]) is None
    assert amount("1100.04", "USD", None, 1_000_000) == 110_004_000_000
    assert amount("0,5", "JPY", ",", 1_000) == 500 and amount("-2", "USD", None, 1_000) == -200_000
    headers = ("Revenue (mio)", "sales in thousands", "revenue")
    assert [scale_of(each) for each in headers] == [1_000_000, 1_000, 1]
    assert header_words("Deal - Stage") == header_words("dealStage") == "deal stage"


def test_cells_that_cannot_be_read_say_why() -> None:
    fields = targets("deals") | {"role": targets("members")["role"], "email": targets("members")["email"]}
    plan = ColumnPlan(0, date_order="mdy")
    for name, cell, said in (
        ("amount", "lots", "'lots' is not an amount"),
        ("created_at", "31/12/2017", "'31/12/2017' is not a date with the month first"),
        ("created_at", "1/1/1812", "'1/1/1812' lies before 1900"),
        ("currency", "XYZ", "'XYZ' is not an ISO 4217 currency"),
        ("role", "king", "'king' is none of admin, manager, owner, seller, success, viewer"),
        ("email", "nobody", "'nobody' is not an e-mail address"),
        ("name", "x" * 201, "is 201 characters long, at most 200 fit"),
    ):
        with pytest.raises(ValueError, match=said):
            converter(fields[name], plan, "UTC")(cell, "USD")
    assert converter(fields["role"], plan, "UTC")("Customer Success", "USD") == "success"
    assert (
        converter(fields["expected_close"], plan, "Asia/Tokyo")("3/1/2017 23:30 UTC", "USD") == "2017-03-02"
    )
