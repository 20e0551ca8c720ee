"""When something happened to a deal: now, or at a moment or on a day of the past that a person names."""

from datetime import date, datetime, timedelta
from typing import Literal

from headgate.core.verbs.work import Work
from headgate.kit import periods
from headgate.kit.errors import bad_input
from headgate.records.deals.schemas import Beginning, NewDeal
from headgate.records.workspace.queries import workspace_of
from headgate.records.workspace.schemas import Workspace

UNBOUND = frozenset(("import", "migration", "demo"))
"""Origins that may tell of any past."""

UNKNOWN: Literal["unknown"] = "unknown"
Moment = tuple[datetime, Literal["instant", "date"]]


def workspace(work: Work) -> Workspace:
    """The workspace of the work, read once."""
    found: Workspace | None = work.scratch.get("workspace")
    if found is None:
        found = work.scratch["workspace"] = workspace_of(work.tx, work.ws)
    return found


def moment(
    work: Work,
    at: datetime | None,
    on: str | None,
    *,
    not_before: datetime | None = None,
    place: str = "occurred_at",
) -> Moment:
    """The instant and its precision. Raises 422 for the future, beyond the backdating limit, or before the
    deal's previous event. A day that is the previous event's own, or today, is taken as such."""
    if on is not None:
        try:
            start = periods.day_start(on, workspace(work).zone)
        except ValueError:
            raise _wrong(place, f"“{on}” is not a date.") from None
        if start > work.at:
            raise _wrong(place, "It cannot have happened in the future.")
        if not_before is not None and start < not_before:
            zone = workspace(work).zone
            if periods.day_of(not_before, zone) != on:
                raise _wrong(place, f"The deal's previous event is of {periods.day_of(not_before, zone)}.")
            start = not_before
        return _bounded(work, start, place, on), "date"
    if at is None:
        return work.occurred_at, "instant"
    if at.tzinfo is None:
        raise _wrong(place, "An instant needs its offset, such as 2026-11-24T09:00:00Z.")
    if at > work.at:
        raise _wrong(place, "It cannot have happened in the future.")
    if not_before is not None and at < not_before:
        raise _wrong(place, f"The deal's previous event is of {not_before:%Y-%m-%d %H:%M} UTC.")
    return _bounded(work, at, place), "instant"


def beginning(work: Work, new: NewDeal) -> tuple[datetime, Beginning]:
    """When a new deal began, and how exactly that is known: an import may not know it. Raises 422."""
    at, precision = moment(work, new.created_at, new.created_on, place="created_on")
    dated = new.created_on or new.created_at
    if work.actor.origin in ("import", "migration") and (new.beginning_unknown or not dated):
        return at, UNKNOWN
    return at, precision


def _bounded(work: Work, at: datetime, place: str, on: str | None = None) -> datetime:
    """The instant, when it is not too long ago: for a day named, no day before the limit's own."""
    if work.actor.origin not in UNBOUND:
        own = workspace(work)
        days = timedelta(days=own.backdating_days)
        first = date.fromisoformat(periods.day_of(work.at, own.zone)) - days
        beyond = date.fromisoformat(on) < first if on else work.at - at > days
        if beyond:
            raise _wrong(
                place, f"In this workspace the past can be entered up to {own.backdating_days} days back."
            )
    return at


def _wrong(place: str, message: str) -> Exception:
    return bad_input(message, [{"pointer": f"/{place}", "message": message}])
