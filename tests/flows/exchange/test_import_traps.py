"""What damaged files brought to light: the check foretells what the import does, and nothing is mixed up."""

from pathlib import Path

import pytest

from headgate.core.access.actor import Actor
from headgate.flows.exchange.datereading import written
from headgate.flows.exchange.runs import Run
from headgate.records.members.access import actor_of
from headgate.records.members.joining import enroll
from headgate.records.members.queries import person
from headgate.store.engine import Store, Tx
from tests.flows.exchange.desk import Desk, accounted, companies_of, deals_of, desk
from tests.flows.exchange.twin import with_rows

DEALS = b"deal id,deal name,account,stage,close date\n"
HEADS = {
    "companies": b"account,external id,domain,founded,owner\n",
    "members": b"member,email,role\n",
    "deals": DEALS,
}


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path)


def foretold(at: Desk, kind: str, *lines: str) -> Run:
    """The import, of which the check has told the same result and the same problems."""
    files = with_rows({"file.csv": HEADS[kind]}, "file.csv", *lines)
    checked = at.check(at.upload(files))
    assert checked.plan.files[0].record == kind
    said = at.problems(checked)
    applied = at.apply(checked)
    assert accounted(applied) and applied.status == "applied"
    assert applied.result == checked.result
    assert sorted(map(str, at.problems(applied))) == sorted(map(str, said))
    return applied


def messages(at: Desk, run: Run) -> list[str]:
    return [each.message for each in at.problems(run)]


def test_names_of_signs_alone_are_told_apart(at: Desk) -> None:
    stage = "Engaging,"
    foretold(
        at, "deals", f"1,One,😀,{stage}", f"2,Two,💥,{stage}", f"3,Three,!!!,{stage}", f"4,Four,😀,{stage}"
    )
    names = {deal.name: deal.company_name for deal in deals_of(at)}
    assert names == {"One": "😀", "Two": "💥", "Three": "!!!", "Four": "😀"}
    assert len(companies_of(at)) == 3


def test_a_stage_with_a_hidden_sign(at: Desk) -> None:
    foretold(at, "deals", "1,One,Acme,Enga\u200bging,", "2,Two,Acme,Engaging,", "3,Three,Acme,\u009dOdd,")
    assert {deal.name: deal.stage_name for deal in deals_of(at)} == {
        "One": "Engaging",
        "Two": "Engaging",
        "Three": "Odd",
    }


def test_an_empty_row_is_no_deal(at: Desk) -> None:
    run = foretold(at, "deals", "1,One,Acme,Engaging,", ",,,,", " , ,,,")
    assert messages(at, run) == ["The row is empty."] * 2 and len(deals_of(at)) == 1


def test_a_header_in_the_middle_is_no_company(at: Desk) -> None:
    run = foretold(at, "companies", "Acme,1,,,", HEADS["companies"].decode().strip(), "Best,2,,,")
    assert messages(at, run) == ["Repeats the header."]
    assert {company.name for company in companies_of(at)} == {"Acme", "Best"}


def test_an_id_that_differs_in_what_is_not_kept(at: Desk) -> None:
    run = foretold(at, "deals", "A1,One,Acme,Engaging,", "A1\u200b,Two,Acme,Engaging,")
    assert messages(at, run) == ["An earlier row has the same external id."]
    run = foretold(at, "companies", "Best,7,,,", "Other,7,,,", *(f"More {n},,,," for n in range(50)))
    assert messages(at, run) == ["An earlier row has the same external id; this one is taken as the same."]


def test_what_a_company_cannot_have_is_left_out_with_a_warning(at: Desk) -> None:
    run = foretold(at, "companies", "Acme,1,ex ample,99999,Nobody", "Best,2,https://www.Best.com/x,1996,")
    assert sorted(messages(at, run)) == [
        "'99999' does not lie between 800 and 2,200.",
        "Nobody is called so; it is imported without an owner.",
        "“ex ample” is not a domain such as example.com.",
    ]
    assert {company.name: company.domain for company in companies_of(at)} == {
        "Acme": None,
        "Best": "best.com",
    }


def test_only_an_owner_makes_owners(at: Desk) -> None:
    def admin(tx: Tx) -> Actor:
        who = person(tx, at.ws, enroll(tx, at.ws, name="Ada", email="ada@example.com", role="admin"))
        assert who is not None
        return actor_of(tx, who, None)

    at.actor = at.store.write(admin)
    run = foretold(at, "members", "Eve,eve@example.com,owner", "Bob,bob@example.com,seller")
    assert messages(at, run) == ["Only an owner can make somebody an owner."]


def test_a_huge_cell_does_not_swell_the_draft(at: Desk) -> None:
    huge = "x" * 900_000
    run = at.upload({"file.csv": f"account,sector,{huge}\nAcme,{huge},1\n".encode()})
    stored = run.files[0]
    assert len(stored.shape.header[2]) < 300 and len(stored.file.columns[1].samples[0]) == 200


def test_a_long_run_of_spaces_is_soon_no_date() -> None:
    assert written("20" + " " * 1_000_000 + "16") is None
