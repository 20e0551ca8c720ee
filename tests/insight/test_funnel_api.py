"""The deals behind a stage over the API: who sees them, in which order, and what is refused."""

import pytest

from headgate.core.access.actor import system
from headgate.records.deals.schemas import LoseDeal, NewDeal
from headgate.records.pipelines.queries import pipelines_of, reasons_of
from tests.records.office import Office


def test_the_deals_behind_a_stage(office: Office) -> None:
    (pipeline,) = office.store.read(lambda tx: pipelines_of(tx, office.ws))
    reason = office.store.read(lambda tx: reasons_of(tx, office.ws))[0]
    ada, ben = office.member("Ada"), office.member("Ben")
    first, second = pipeline.stages[:2]
    new = [NewDeal(name=name, stage_id=second.id) for name in ("North pier", "South pier")]
    mine = office.do(office.actor(ada), "deal.create", *new).results
    office.do(office.actor(ada), "deal.lose", LoseDeal(id=mine[0], reason_id=reason.id))
    office.do(system(office.ws), "deal.create", NewDeal(name="Nobody's", stage_id=first.id))
    path = f"/pipelines/{pipeline.id}/funnel/deals"
    page = ada.get(path, stage_id=second.id).json()
    assert ([deal["name"] for deal in page["items"]], page["total"]) == (["South pier", "North pier"], 2)
    lost = ada.get(path, stage_id=second.id, part="lost").json()
    assert [(deal["name"], deal["status"]) for deal in lost["items"]] == [("North pier", "lost")]
    assert ada.get(path, stage_id=first.id, mode="touched").json()["items"] == []
    assert len(ada.get(path, stage_id=first.id, part="advanced").json()["items"]) == 2
    assert ben.get(path, stage_id=second.id).json() == {
        "items": [],
        "next": None,
        "total": 0,
        "total_is_bound": False,
    }


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"stage_id": "stage_0000000000000001"}, 404),
        ({"stage_id": "anything"}, 404),
        ({}, 422),
        ({"stage_id": "x", "part": "won"}, 422),
        ({"stage_id": "x", "mode": "seen"}, 422),
        ({"stage_id": "x", "limit": 0}, 422),
        ({"stage_id": "x", "period": "someday"}, 422),
    ],
)
def test_what_is_not_there_is_refused(office: Office, query: dict[str, object], status: int) -> None:
    (pipeline,) = office.store.read(lambda tx: pipelines_of(tx, office.ws))
    assert office.member("Ada").get(f"/pipelines/{pipeline.id}/funnel/deals", **query).status_code == status


@pytest.mark.parametrize("cursor", ["x", "W10", "A" * 4096])
def test_a_forged_cursor_is_refused(office: Office, cursor: str) -> None:
    (pipeline,) = office.store.read(lambda tx: pipelines_of(tx, office.ws))
    path = f"/pipelines/{pipeline.id}/funnel/deals"
    answer = office.member("Ada").get(path, stage_id=pipeline.stages[0].id, cursor=cursor)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")
