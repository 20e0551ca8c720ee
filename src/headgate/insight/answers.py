"""From what is asked to figures: one reading of the facts, every figure and segment worked out of it."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from headgate.core.access.actor import Actor
from headgate.core.fields.catalogue import Field
from headgate.insight import lookups
from headgate.insight.arrays import NONE
from headgate.insight.converting import exchange_of, rated_from
from headgate.insight.facts import Facts, facts_of, total
from headgate.insight.metrics import cycle, open_value, outcomes, sizes, velocity
from headgate.insight.metrics.registry import FIGURES, Definition, Lens, Measured
from headgate.insight.question import COUNTED, Asked, Question, check
from headgate.insight.schemas import Excluded, Figure, Rows, Segment, Snapshot, StageSum, Summary
from headgate.insight.wording import caption, scope
from headgate.kit.errors import not_found
from headgate.kit.proportion import label
from headgate.records.workspace.queries import workspace_of
from headgate.records.workspace.schemas import Workspace
from headgate.store.engine import Tx

FAMILIES = (outcomes, sizes, cycle, velocity, open_value)
"""The files whose figures are registered."""
MOST_SEGMENTS = 200
SMALL_CELL = 5
OWNERS = frozenset(("credited_owner_id",))
IN_SUMMARY = (
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
    "lost_count",
    "win_rate_cohort",
    "won_by_day",
    "revenue_velocity",
)


class Reading:
    """The facts that one question needs, with all that says what they mean."""

    def __init__(self, tx: Tx, actor: Actor, asked: Asked) -> None:
        self.tx, self.actor, self.asked = tx, actor, asked
        ws = actor.workspace_id
        self.workspace: Workspace = workspace_of(tx, ws)
        self.question: Question = check(tx, asked, self.workspace, actor)
        q, base = self.question, self.workspace.base_currency
        name = q.segment.name if q.segment else None
        exchange = exchange_of(tx, ws, base, q.rates_on)
        self.facts: Facts = facts_of(tx, ws, self.workspace.zone, exchange, q.moment, q.condition, name)
        self.lens = Lens(
            q.moment,
            q.period,
            self.workspace.zone,
            base,
            lookups.stage_facts(tx, ws, asked.pipeline_id),
            lookups.reasons(tx, ws),
            lookups.prices_of(tx, ws, base),
            rated_from(exchange),
        )
        self.groups: list[tuple[Any, str, Facts]] = []
        self.left_out: dict[str, int] = {}
        if q.segment is not None:
            self.split(q.segment)

    def split(self, field: Field) -> None:
        """The facts of each segment, the largest 200; small cells of persons only for those who see teams."""
        places: dict[Any, list[int]] = {}
        for place, key in enumerate(self.facts.key.tolist()):
            places.setdefault(key, []).append(place)
        if field.name in OWNERS and not self.actor.may("totals.team"):
            mine = self.actor.member_id
            small = [key for key, of in places.items() if len(of) < SMALL_CELL and key not in (None, mine)]
            self.leave_out(places, small, f"of owners with fewer than {SMALL_CELL} deals, whom managers see")
        named = lookups.labels(self.tx, self.actor.workspace_id, field, places)
        largest = sorted(places, key=lambda key: (-len(places[key]), named[key], str(key)))
        self.leave_out(places, largest[MOST_SEGMENTS:], f"in segments beyond the {MOST_SEGMENTS} largest")
        self.groups = [
            (key, named[key], self.facts.take(np.array(places[key], dtype=np.int64)))
            for key in largest[:MOST_SEGMENTS]
        ]

    def leave_out(self, places: dict[Any, list[int]], keys: Sequence[Any], reason: str) -> None:
        if keys:
            self.left_out[reason] = sum(len(places.pop(key)) for key in keys)

    def figure(self, definition: Definition) -> Figure:
        metric, q = definition.metric, self.question
        found = definition.measure(self.facts, self.lens)
        excluded = {reason: count for reason, count in found.excluded.items() if count}
        segments = None
        if q.segment is not None:
            segments = [
                self.segment(definition, q.segment, key, named, facts) for key, named, facts in self.groups
            ]
            if definition.together is not None:
                more = definition.together([segment.parts for segment in segments])
                for segment, known in zip(segments, more, strict=True):
                    segment.parts |= known
            segments.sort(key=best_first if metric.unit == "ratio" else largest_first)
            if definition.contrast is not None:
                found.parts |= definition.contrast([facts for _, _, facts in self.groups], self.lens)
            excluded |= {f"{reason}: not among the segments": n for reason, n in self.left_out.items()}
        return Figure(
            id=metric.id,
            version=metric.version,
            name=metric.name,
            unit=metric.unit,
            currency=self.lens.currency if metric.unit == "money" else None,
            value=found.value,
            interval=found.interval,
            n=found.n,
            label=label(found.n),
            maturity=found.maturity,
            excluded=[Excluded(reason, count) for reason, count in excluded.items()],
            parts=found.parts,
            caption=caption(metric, self.asked, q),
            scope=scope(self.actor, len(self.facts), filtered=bool(q.tree)),
            snapshot=Snapshot(q.moment.effective, q.moment.known),
            zone=self.workspace.zone,
            rows=self.rows(found, []),
            segments=segments,
        )

    def segment(self, definition: Definition, field: Field, key: Any, named: str, facts: Facts) -> Segment:
        found = definition.measure(facts, self.lens)
        clause = {"field": field.name, "op": "is_empty"}
        if key is not None:
            clause = {"field": field.name, "op": "eq", "value": key}
        return Segment(
            key=key,
            label=named,
            value=found.value,
            interval=found.interval,
            n=found.n,
            label_n=label(found.n),
            parts=found.parts,
            rows=self.rows(found, [clause]),
        )

    def rows(self, found: Measured, more: list[dict[str, Any]]) -> Rows | None:
        return self.rows_for([*more, *found.which], found.count)

    def rows_for(self, clauses: list[dict[str, Any]], count: int) -> Rows | None:
        """The filter that opens the deals of these clauses; none for the past, which lists do not show."""
        if not self.question.moment.live:
            return None
        return Rows("deal", {"all": [COUNTED, *self.question.tree, *clauses]}, count)

    def stages(self) -> list[StageSum]:
        """Deals and value by stage; a closed deal counts at its value at close."""
        f = self.facts
        worth = np.where(f.open, f.amount, f.closed_amount)
        sums = []
        for stage in self.lens.stages:
            here = f.stage == stage.number
            valued = here & f.in_base & (worth != NONE)
            sums.append(StageSum(stage.id, stage.name, int(here.sum()), total(worth[valued])))
        return sums


def best_first(segment: Segment) -> tuple[float, str]:
    """By the lower end of the interval, never by the raw rate (metrics 0.4)."""
    low = segment.interval[0] if segment.interval else segment.value
    return (1.0 if low is None else -float(low), segment.label)


def largest_first(segment: Segment) -> tuple[float, str]:
    return (float("inf") if segment.value is None else -float(segment.value), segment.label)


def definition_of(metric_id: str) -> Definition:
    """Raises 404."""
    if metric_id not in FIGURES:
        raise not_found("figure")
    return FIGURES[metric_id]


def figure(tx: Tx, actor: Actor, metric_id: str, asked: Asked) -> Figure:
    """One figure as the actor may see it. Raises 404, 422."""
    definition = definition_of(metric_id)
    return Reading(tx, actor, asked).figure(definition)


def summary(tx: Tx, actor: Actor, asked: Asked) -> Summary:
    """The figures of a pipeline at a glance, and its stages. Raises 422."""
    reading = Reading(tx, actor, asked)
    return Summary([reading.figure(FIGURES[name]) for name in IN_SUMMARY], reading.stages())


__all__ = ["FAMILIES", "figure", "summary"]
