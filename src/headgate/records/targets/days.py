"""The local days of a target's period."""

from headgate.core.fields.given import wrong
from headgate.kit import periods
from headgate.records.workspace.schemas import Workspace


def days(period: str, workspace: Workspace, place: str) -> tuple[str, str]:
    """First local day, and the day after the last. Raises 422 for what has no end."""
    zone = workspace.zone
    try:
        found = periods.parse(
            period, zone, fiscal_start=workspace.fiscal_month, week_start=workspace.week_start
        )
    except ValueError as error:
        raise wrong(place, f"It cannot be read: {error}.") from None
    if found.start <= periods.ALL.start or found.end >= periods.ALL.end:
        raise wrong(place, "A target is for a period with a beginning and an end.")
    return periods.day_of(found.start, zone), periods.day_of(found.end, zone)
