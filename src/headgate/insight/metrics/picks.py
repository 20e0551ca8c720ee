"""Which deals a figure takes, said twice: as a mask over the facts and as clauses for the list of deals."""

from datetime import datetime

import numpy as np

from headgate.insight.arrays import NONE, Flags, Floats, Ints
from headgate.insight.facts import Facts
from headgate.insight.metrics.registry import Clauses, Lens
from headgate.kit import clock, periods
from headgate.kit.periods import Period

OTHER_CURRENCY = "in another currency, for whose day there is no rate"
NO_VALUE = "without a value"
NO_BEGINNING = "imported without the day they began"


def within(instants: Ints, period: Period | None) -> Flags:
    if period is None:
        return np.ones(len(instants), dtype=bool)
    inside: Flags = (instants >= clock.to_micros(period.start)) & (instants < clock.to_micros(period.end))
    return inside


def clauses_within(field: str, period: Period | None) -> Clauses:
    if period is None:
        return []
    return [
        {"field": field, "op": "ge", "value": iso(period.start)},
        {"field": field, "op": "lt", "value": iso(period.end)},
    ]


def iso(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def closed_in(facts: Facts, lens: Lens, outcome: Flags) -> tuple[Flags, Clauses]:
    """The deals of an outcome whose standing close lies in the period."""
    return outcome & within(facts.closed, lens.period), clauses_within("closed_at", lens.period)


def status(*words: str) -> dict[str, object]:
    return {"field": "status", "op": "in", "value": list(words)}


def cohort(facts: Facts, lens: Lens) -> tuple[Flags, Clauses]:
    """The deals created in the period; with all time those of an unknown beginning too."""
    if lens.period is None:
        return np.ones(len(facts), dtype=bool), []
    return within(facts.created, lens.period) & facts.begun, [
        *clauses_within("created_at", lens.period),
        BEGUN,
    ]


BEGUN = {"field": "created_precision", "op": "in", "value": ["instant", "date"]}


def priced(
    facts: Facts, amounts: Ints, among: Flags, lens: Lens, field: str
) -> tuple[Flags, Clauses, dict[str, int]]:
    """Of the deals in `among` those with a value in the workspace's currency, and the others by reason."""
    valued = amounts != NONE
    mask = among & facts.in_base & valued
    clauses: Clauses = [
        in_base(lens),
        {"field": field, "op": "not_empty"},
    ]
    left = {
        OTHER_CURRENCY: int((among & ~facts.in_base).sum()),
        NO_VALUE: int((among & facts.in_base & ~valued).sum()),
    }
    return mask, clauses, left


def in_base(lens: Lens) -> dict[str, object]:
    """The deals whose amounts are in the workspace's currency, by a rate where they were not."""
    own: dict[str, object] = {"field": "currency", "op": "eq", "value": lens.currency}
    if not lens.rated:
        return own
    today = periods.day_of(lens.moment.effective, lens.zone)
    found = [own]
    for currency, day in lens.rated.items():
        closed = {"field": "closed_at", "op": "ge", "value": iso(periods.day_start(day, lens.zone))}
        when = {"any": [closed, status("open")]} if day <= today else closed
        found.append({"all": [{"field": "currency", "op": "eq", "value": currency}, when]})
    return {"any": found}


def share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def lengths(days: Floats, among: Flags) -> Floats:
    """The known durations of the deals in `among`, in order, so that no sum depends on the deals' own."""
    return np.sort(days[among & ~np.isnan(days)])
