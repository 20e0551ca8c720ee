"""What a 1 in a column of revenues stands for."""

from collections.abc import Mapping
from statistics import median

from headgate.flows.exchange.fitting import bare
from headgate.flows.exchange.headers import scale_of
from headgate.flows.exchange.plans import Scale
from headgate.flows.exchange.profiling import ColumnProfile, Profile
from headgate.flows.exchange.targets import Target
from headgate.kit import money


def of_revenue(
    profile: Profile, column: ColumnProfile, found: Mapping[int, Target]
) -> tuple[Scale, int, str]:
    """What a 1 means, by the header or by revenue a head: under 50 a year nobody could be paid."""
    if (said := scale_of(column.name)) > 1:
        return said, 3, f"in units of {said:,}, as the header says"
    staff = next((profile.columns[i] for i, target in found.items() if target.name == "employees"), None)
    heads = [
        money.parse_amount(bare(a), "KWD") / money.parse_amount(bare(b), "KWD")
        for a, b in zip(column.sample, staff.sample if staff else (), strict=False)
        if plain(a) and plain(b)
    ]
    if len(heads) < 5:
        return 1, 2, "in whole units of the currency"
    each = median(heads)
    if each < 50 and 1_000 <= each * 1_000_000 <= 20_000_000:
        return 1_000_000, 1, f"taken as millions: {each:.2f} a head and year would be too little"
    return 1, 2, f"{each:,.0f} a head and year"


def plain(value: str) -> bool:
    try:
        return money.parse_amount(bare(value), "KWD") > 0
    except ValueError:
        return False


def of_discount(column: ColumnProfile) -> tuple[Scale, str]:
    """Percent, or parts of one: 0.15 among numbers that are none above 1."""
    found = []
    for value in column.sample:
        if "%" in value:
            return 1, "in percent"
        try:
            found.append(money.parse_amount(value, "UYW"))
        except ValueError:
            continue
    whole = 10_000
    if found and max(found) <= whole and any(0 < each < whole for each in found):
        return 100, "parts of one, taken as percent: none is above 1"
    return 1, "in percent"
