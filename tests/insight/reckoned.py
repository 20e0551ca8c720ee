"""The reference figures of a seller's books, in plain Python and with nothing of ours."""

from collections.abc import Callable, Iterable
from statistics import mean, median
from typing import Any

from tests.insight.sample import Books, Sold

NOTHING = "(none)"
"""What the reference calls the group of those that have none."""
Group = Callable[[Sold], Any]


def reckon(deals: Iterable[Sold], books: Books) -> dict[str, float]:
    """The same keys as the sample data's truth."""
    every = list(deals)
    won = [d for d in every if d.stage == "Won"]
    lost = [d for d in every if d.stage == "Lost"]
    still = [d for d in every if d.stage not in ("Won", "Lost")]
    values = [d.value for d in won if d.value is not None]
    cycles = [(d.closed - d.engaged).days for d in won if d.closed and d.engaged]
    found: dict[str, float] = {
        "deals": len(every),
        "won": len(won),
        "lost": len(lost),
        "open": len(still),
        "won_value": sum(values),
        "open_value_at_list_price": sum(books.products[d.product][1] for d in still),
    }
    if won:
        found |= {
            "win_rate": len(won) / (len(won) + len(lost)),
            "avg_won_value": mean(values),
            "median_won_value": median(values),
            "median_cycle_days_won": median(cycles),
            "mean_cycle_days_won": mean(cycles),
        }
    return found


def groups(books: Books) -> dict[str, Group]:
    return {
        "by_agent": lambda d: d.agent,
        "by_manager": lambda d: books.agents[d.agent][0],
        "by_region": lambda d: books.agents[d.agent][1],
        "by_product": lambda d: d.product,
        "by_series": lambda d: books.products[d.product][0],
        "by_sector": lambda d: books.sectors.get(d.account) if d.account else None,
    }


def reckoned(books: Books) -> dict[str, Any]:
    found: dict[str, Any] = {"overall": reckon(books.deals, books)}
    for name, key in groups(books).items():
        keys = {key(deal) for deal in books.deals}
        found[name] = {
            NOTHING if k is None else k: reckon([d for d in books.deals if key(d) == k], books) for k in keys
        }
    months = {f"{d.closed:%Y-%m}" for d in books.deals if d.closed}
    found["by_close_month"] = {
        m: reckon([d for d in books.deals if d.closed and f"{d.closed:%Y-%m}" == m], books) for m in months
    }
    return found
