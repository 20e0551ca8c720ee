"""No company belongs to itself, whatever the order of changes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from headgate.core.access.actor import system
from headgate.core.verbs.perform import perform
from headgate.kit.errors import Problem
from headgate.records.companies.schemas import EditCompany, NewCompany
from headgate.store.engine import Tx
from tests.records.office import Office


def chain(office: Office, length: int) -> list[str]:
    """Companies, each below the one before."""
    boss = system(office.ws)
    made = office.do(boss, "company.create", *[NewCompany(name=f"C{i}") for i in range(length)]).results
    below = [EditCompany(id=made[i], parent_id=made[i - 1]) for i in range(1, length)]
    office.do(boss, "company.edit", *below)
    return made


def test_a_circle_is_refused(office: Office) -> None:
    ada = office.member("Ada")
    for length in (1, 2, 3, 40):
        ids = chain(office, length)
        answer = ada.patch(f"/companies/{ids[0]}", {"parent_id": ids[-1]})
        assert answer.status_code == 422
        assert [each["pointer"] for each in answer.json()["errors"]] == ["/parent_id"]
        assert ada.get(f"/companies/{ids[0]}").json()["parent_id"] is None


def test_a_circle_inside_one_batch_is_refused(office: Office) -> None:
    a, b = office.do(system(office.ws), "company.create", NewCompany(name="A"), NewCompany(name="B")).results
    with pytest.raises(Problem) as refused:
        office.do(
            system(office.ws),
            "company.edit",
            EditCompany(id=a, parent_id=b),
            EditCompany(id=b, parent_id=a),
        )
    assert refused.value.fields[0]["pointer"] in ("/0/parent_id", "/1/parent_id")


def test_turning_a_chain_round_in_one_batch_is_no_circle(office: Office) -> None:
    a, b, c = chain(office, 3)
    office.do(
        system(office.ws),
        "company.edit",
        EditCompany(id=a, parent_id=b),
        EditCompany(id=b, parent_id=c),
        EditCompany(id=c, parent_id=None),
    )
    ada = office.member("Ada")
    assert [ada.get(f"/companies/{each}").json()["parent_id"] for each in (a, b, c)] == [b, c, None]


def test_undo_does_not_close_a_circle(office: Office) -> None:
    a, b = chain(office, 2)
    owner = office.member("Olga", "owner")
    owner.patch(f"/companies/{b}", {"parent_id": None})
    freed = office.last().seq
    owner.patch(f"/companies/{a}", {"parent_id": b})
    with pytest.raises(Problem) as refused:
        office.undo(office.actor(owner), freed)
    assert "belongs to it by now" in refused.value.extra["in_the_way"][0]["sentence"]
    assert owner.get(f"/companies/{b}").json()["parent_id"] is None


def test_two_at_once_do_not_close_a_circle(office: Office) -> None:
    for _ in range(5):
        a, b = office.do(
            system(office.ws), "company.create", NewCompany(name="A"), NewCompany(name="B")
        ).results
        ready = Barrier(2)

        def put(own: str, parent: str, ready: Barrier = ready) -> int:
            def work(tx: Tx) -> int:
                perform(tx, system(office.ws), "company.edit", [EditCompany(id=own, parent_id=parent)])
                return 200

            ready.wait()
            try:
                return office.store.write(work)
            except Problem as problem:
                return problem.status

        with ThreadPoolExecutor(2) as pool:
            codes = sorted(pool.map(put, (a, b), (b, a)))
        assert codes == [200, 422]
