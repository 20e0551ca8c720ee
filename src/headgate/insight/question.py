"""What is asked of the figures, checked: period, pipeline, filter, segment, and the two clocks."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from headgate.core.access.actor import Actor, visible
from headgate.core.conditions.tree import Split, split
from headgate.core.fields.catalogue import Field
from headgate.core.journal.entries import present
from headgate.insight.facts import Moment
from headgate.insight.fields import CREDITED, DEAL, credit
from headgate.kit import periods
from headgate.kit.errors import bad_input
from headgate.kit.periods import ALL, Period
from headgate.records.custom_fields.asking import known
from headgate.records.workspace.schemas import Workspace
from headgate.store.engine import Tx

GROUPED = frozenset(("text", "choice", "user", "link", "flag"))
"""What a segment may be; amounts and instants have too many values to be one."""
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
COUNTED: dict[str, Any] = {"field": "standing", "op": "in", "value": ["live", "archived", "deleted"]}
"""What is no longer on the board and still counts."""


@dataclass(frozen=True)
class Asked:
    """`as_of` and `known_at`: a date (to its end) or an instant; `rates_on`: a date."""

    period: str = "all"
    pipeline_id: str | None = None
    filter: Any = None
    segment: str | None = None
    as_of: str | None = None
    known_at: str | None = None
    rates_on: str | None = None


@dataclass(frozen=True)
class Question:
    """What was asked, checked. `tree`: the filter as figures mean it; `condition`: with what is visible."""

    period: Period | None
    tree: list[dict[str, Any]]
    condition: Split
    segment: Field | None
    moment: Moment
    rates_on: int | None = None
    """The day whose rates all deals go by, as 20260331; None: each by its own."""


def check(tx: Tx, asked: Asked, workspace: Workspace, actor: Actor) -> Question:
    """Raises the 422 problem that names what is wrong."""
    record = known(tx, actor.workspace_id, DEAL.name, asked.filter)
    split(asked.filter, record)  # so that a problem names the places of what was sent
    tree = [credit(asked.filter)] if asked.filter else []
    if asked.pipeline_id is not None:
        tree.append({"field": "pipeline_id", "op": "eq", "value": asked.pipeline_id})
    seen = visible(actor)
    condition = split({"all": [*([seen] if seen else []), *tree]}, record)
    return Question(
        period_of(asked.period, workspace),
        tree,
        condition,
        segment_of(tx, actor.workspace_id, asked.segment),
        moment_of(tx, asked, workspace),
        None if asked.rates_on is None else rates_day(asked.rates_on),
    )


def period_of(text: str, workspace: Workspace) -> Period | None:
    """None for all time. Raises 422 with the forms that there are."""
    try:
        found = periods.parse(
            text, workspace.zone, fiscal_start=workspace.fiscal_month, week_start=workspace.week_start
        )
    except ValueError as error:
        message = str(error)
        raise bad_input(message, [{"pointer": "/period", "message": message}]) from None
    return None if found == ALL else found


def segment_of(tx: Tx, ws: str, name: str | None) -> Field | None:
    if name is None:
        return None
    field = known(tx, ws, DEAL.name, name).fields.get(CREDITED.get(name, name))
    if field is None or "group" not in field.abilities or field.type not in GROUPED:
        message = f"Figures cannot be split by “{name}”."
        raise bad_input(message, [{"pointer": "/segment", "message": message}])
    return field


def moment_of(tx: Tx, asked: Asked, workspace: Workspace) -> Moment:
    """Now; or as of a date as we know it now; or as it was known then (`known_at` alone: both then)."""
    now = present(tx, workspace.id)
    if asked.as_of is None and asked.known_at is None:
        return Moment(now, now, live=True)
    known = now if asked.known_at is None else instant(asked.known_at, workspace, "known_at")
    effective = known if asked.as_of is None else instant(asked.as_of, workspace, "as_of")
    return Moment(min(effective, now), min(known, now), live=False)


def rates_day(text: str) -> int:
    """A date as 20260331. Raises 422."""
    try:
        return int(date.fromisoformat(text).strftime("%Y%m%d")) if DATE.fullmatch(text) else int("")
    except ValueError:
        message = "Expected a date such as 2026-03-31."
        raise bad_input(message, [{"pointer": "/rates_on", "message": message}]) from None


def instant(text: str, workspace: Workspace, place: str) -> datetime:
    """A date means its end: whatever happened on it counts."""
    try:
        if DATE.fullmatch(text):
            return periods.parse(text, workspace.zone).end - timedelta(microseconds=1)
        found: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        message = "Expected a date such as 2026-03-31 or an instant such as 2026-03-31T17:00:00Z."
        raise bad_input(message, [{"pointer": f"/{place}", "message": message}])
    return found
