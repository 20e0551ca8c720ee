"""Random lives of deals, for the laws of figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import strategies as st

from headgate.core.access.actor import system, visible
from headgate.core.listing.pages import page, wanted
from headgate.insight.metrics.registry import FIGURES
from headgate.insight.schemas import Figure
from headgate.kit import clock
from headgate.records.deals import queries
from headgate.records.deals.schemas import LoseDeal, NameDeal, NewDeal, WinDeal
from headgate.store.engine import Store
from tests.insight.played import Player, day, player

TODAY = datetime(2026, 6, 1, 12, tzinfo=UTC)
OWNERS = ("ana", "ben", None)
LATER = timedelta(days=40)


@dataclass(frozen=True)
class Life:
    """`began` None: imported without that day; it closes after `took` days, or is open."""

    began: int | None
    value: int | None
    base: bool
    owner: str | None
    outcome: str
    stage: int
    took: int
    close_value: int | None
    kind: str | None
    archived: bool


VALUES = st.one_of(st.none(), st.integers(0, 10**7))
LIFE = st.builds(
    Life,
    began=st.one_of(st.integers(0, 300), st.integers(0, 300), st.none()),
    value=VALUES,
    base=st.sampled_from([True, True, True, False]),
    owner=st.sampled_from(OWNERS),
    outcome=st.sampled_from(["open", "won", "lost"]),
    stage=st.integers(0, 5),
    took=st.integers(0, 120),
    close_value=VALUES,
    kind=st.sampled_from([None, "new", "expansion"]),
    archived=st.booleans(),
)
LIVES = st.lists(LIFE, max_size=12)


def live(store: Store, lives: Sequence[Life]) -> Player:
    """A workspace in which these deals happened, told today."""
    with clock.frozen(TODAY):
        made = player(store)
        add(made, lives)
    return made


def add(made: Player, lives: Sequence[Life]) -> list[str]:
    """Tells of further deals; gives their ids."""
    if not lives:
        return []
    actor = system(made.world.ws, "migration")
    new = [new_deal(made, life, number) for number, life in enumerate(lives)]
    ids: list[str] = made.world.do("deal.create", *new, actor=actor).results
    closed = [(id_, life) for id_, life in zip(ids, lives, strict=True) if life.outcome != "open"]
    wins = [
        WinDeal(id=i, closed_on=ended(life), amount=life.close_value)
        for i, life in closed
        if life.outcome == "won"
    ]
    losses = [
        LoseDeal(id=i, reason_id=made.reason, closed_on=ended(life), amount=life.close_value)
        for i, life in closed
        if life.outcome == "lost"
    ]
    away = [NameDeal(id=id_) for id_, life in closed if life.archived]
    for verb, batch in (("deal.win", wins), ("deal.lose", losses), ("deal.archive", away)):
        if batch:
            made.world.do(verb, *batch, actor=actor)
    return ids


def new_deal(made: Player, life: Life, number: int) -> NewDeal:
    return NewDeal(
        name=f"Deal {number}",
        stage_id=made.world.stages[life.stage].id,
        amount=life.value,
        currency="USD" if life.base else "EUR",
        owner_id=made.owner(life.owner),
        deal_type=life.kind,
        created_on=day(life.began or 0),
        beginning_unknown=life.began is None,
    )


def ended(life: Life) -> str:
    return day((life.began or 0) + life.took)


def every(made: Player, **asked: Any) -> dict[str, Figure]:
    """All figures, by id."""
    return {metric: made.ask(metric, **asked) for metric in FIGURES}


def said(figure: Figure) -> tuple[Any, ...]:
    """What a figure says, without when it was asked and of whom."""
    cells = [
        (s.key, s.label, s.value, s.interval, s.n, named(figure.id, s.parts)) for s in figure.segments or ()
    ]
    excluded = sorted((each.reason, each.count) for each in figure.excluded)
    parts = named(figure.id, figure.parts)
    return figure.id, figure.value, figure.interval, figure.n, figure.maturity, excluded, parts, cells


def named(metric: str, parts: dict[str, Any]) -> list[Any]:
    """Parts; of stages, whose ids differ between workspaces, in their order."""
    return list(parts.values()) if metric == "stage_counts" else sorted(parts.items())


def opened(made: Player, filter: dict[str, Any]) -> list[Any]:
    """The list of deals behind a filter, as the web application opens it."""
    asked = {"all": [filter, {"field": "standing", "op": "in", "value": ["live", "archived", "deleted"]}]}
    actor = made.world.actor
    ask = wanted("deal", filter=msgspec.json.encode(asked).decode(), limit=200, seen=visible(actor))
    return made.world.store.read(lambda tx: page(tx, made.world.ws, queries.DEALS, ask)).items
