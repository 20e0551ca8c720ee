"""Figures over the API: definitions, one figure, the summary; who may ask, and what is refused."""

import json
from pathlib import Path

import pytest

from headgate.core.access.actor import system
from headgate.records.deals.schemas import LoseDeal, NewDeal, WinDeal
from headgate.records.pipelines.queries import reasons_of
from tests.records.office import Office

ORACLES = Path(__file__).resolve().parents[1] / "oracles"
PROMISED = {
    "win_rate",
    "won_value",
    "won_count",
    "average_deal_size",
    "median_deal_size",
    "cycle_median",
    "cycle_mean",
    "cycle_censored",
    "open_value",
    "deal_count",
    "stage_counts",
}


def test_definitions_name_their_source_and_oracle(office: Office) -> None:
    items = office.member("Ada", "viewer").get("/metrics").json()["items"]
    by_id = {item["id"]: item for item in items}
    assert by_id.keys() >= PROMISED
    for item in items:
        assert item["question"].endswith("?"), item
        assert item["source"].startswith("metrics "), item
        assert item["oracle"] is None or (ORACLES / f"{item['oracle']}.json").exists(), item


def test_a_small_segment_is_drawn_to_the_others(office: Office) -> None:
    """Three of three is no certain win, where others win half."""
    ada = office.member("Ada")
    actor = office.actor(ada)
    reason = office.store.read(lambda tx: reasons_of(tx, office.ws))[0].id
    for kind, won, lost in (("new", 3, 0), ("renewal", 20, 20), ("expansion", 12, 28), ("none yet", 0, 0)):
        for name in range(max(won + lost, 1)):
            made = office.do(actor, "deal.create", NewDeal(name=f"{kind} {name}", deal_type=kind)).results[0]
            if name < won:
                office.do(actor, "deal.win", WinDeal(id=made))
            elif name < won + lost:
                office.do(actor, "deal.lose", LoseDeal(id=made, reason_id=reason))
    figure = ada.get("/metrics/win_rate", segment="deal_type").json()
    found = {each["key"]: each["parts"] for each in figure["segments"]}
    assert 0.3 < found["new"]["likely_low"] < found["new"]["likely"] < found["new"]["likely_high"] < 0.9
    assert 0.45 < found["renewal"]["likely"] < 0.5 and 0.3 < found["expansion"]["likely"] < 0.36
    assert found["none yet"]["likely"] == pytest.approx(35 / 83)
    assert "likely" not in figure["parts"]
    alone = ada.get("/metrics/win_rate", segment="deal_type", period="next-year").json()
    assert [each["parts"]["likely"] for each in alone["segments"]] == [None] * 4


def test_a_figure_says_all_that_is_needed_to_judge_it(office: Office) -> None:
    ada = office.member("Ada")
    actor = office.actor(ada)
    mine = office.do(actor, "deal.create", NewDeal(name="A", amount=100), NewDeal(name="B", amount=5)).results
    office.do(actor, "deal.win", WinDeal(id=mine[0]))
    office.do(system(office.ws), "deal.create", NewDeal(name="Not hers", amount=900))
    figure = ada.get("/metrics/won_value", segment="owner_id", period="this-year").json()
    assert (figure["value"], figure["currency"], figure["n"], figure["label"]) == (100, "EUR", 1, "too_few")
    assert (figure["scope"], figure["zone"]) == ("your 2 deals", "Europe/Berlin")
    assert figure["caption"] == "Closed in the period this-year. Split by owner, at close if closed."
    assert figure["snapshot"]["effective"] == figure["snapshot"]["known"]
    [segment] = figure["segments"]
    assert (segment["key"], segment["label"], segment["value"]) == (ada.member_id, "Ada", 100)
    opened = ada.get("/deals", filter=json.dumps(segment["rows"]["filter"])).json()
    assert [deal["id"] for deal in opened["items"]] == [mine[0]]
    assert segment["rows"]["count"] == 1


def test_the_summary_holds_every_promised_figure_and_the_stages(office: Office) -> None:
    ada = office.member("Ada", "manager")
    summary = ada.get("/metrics/summary").json()
    assert {figure["id"] for figure in summary["figures"]} >= PROMISED
    assert [stage["name"] for stage in summary["stages"]][-2:] == ["Won", "Lost"]
    assert all(figure["segments"] is None for figure in summary["figures"])


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/metrics/fame", {}, 404),
        ("/metrics/win_rate", {"period": "sometime"}, 422),
        ("/metrics/win_rate", {"segment": "amount"}, 422),
        ("/metrics/win_rate", {"pipeline_id": "mem_1"}, 422),
        ("/metrics/win_rate", {"filter": "{"}, 422),
        ("/metrics/win_rate", {"filter": '{"field": "fame", "op": "eq", "value": 1}'}, 422),
        ("/metrics/summary", {"as_of": "soon"}, 422),
        ("/metrics/summary", {"as_of": "2026-01-31"}, 200),
    ],
)
def test_answers_and_refusals(office: Office, path: str, query: dict[str, str], status: int) -> None:
    answer = office.member("Ada").get(path, **query)
    assert answer.status_code == status, answer.text
    if status != 200:
        assert answer.json()["detail"]


def test_a_stranger_gets_nothing(office: Office) -> None:
    for path in ("/metrics", "/metrics/win_rate", "/metrics/summary"):
        assert office.stranger().get(path).status_code == 401
