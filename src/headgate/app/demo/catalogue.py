"""What the demo company sells: twelve products in four series, with the names that deals get."""

from dataclasses import dataclass
from random import Random

from headgate.app.demo.words import SCOPES


@dataclass(frozen=True)
class Ware:
    """A product: list price in minor units of the workspace's currency, how often it is asked for, and what
    a deal about it is called."""

    name: str
    series: str
    list_price: int
    weight: int
    calls: tuple[str, ...]


WARES = (
    Ware("Rota Core", "Rota", 14_800_00, 16, ("Shift planning", "Rota", "Duty roster")),
    Ware("Rota Plus", "Rota", 28_500_00, 13, ("Crew planning", "Staff planning", "Shift swaps")),
    Ware("Rota Enterprise", "Rota", 86_000_00, 5, ("Crew planning suite", "Workforce planning")),
    Ware("Quay Yard", "Quay", 22_400_00, 10, ("Yard gates", "Yard booking", "Slot booking")),
    Ware("Quay Dock", "Quay", 36_900_00, 8, ("Dock scheduling", "Berth scheduling")),
    Ware("Quay Network", "Quay", 74_000_00, 4, ("Route planning", "Network planning")),
    Ware("Relay Connect", "Relay", 9_600_00, 14, ("Payroll connector", "Data connector", "Till connector")),
    Ware("Relay Hub", "Relay", 31_500_00, 8, ("Meter data hub", "Supplier portal", "Claims intake portal")),
    Ware("Relay Notify", "Relay", 12_200_00, 9, ("Patient reminders", "Guest messages", "Driver alerts")),
    Ware("Argus Field", "Argus", 18_900_00, 9, ("Inspection rounds", "Lift telemetry", "Site audit")),
    Ware("Argus Fleet", "Argus", 42_600_00, 6, ("Fleet telematics", "Cold chain", "Bike fleet")),
    Ware("Argus Grid", "Argus", 97_500_00, 3, ("Grid balancing", "Signal maintenance")),
)


def pick(rng: Random) -> Ware:
    (ware,) = rng.choices(WARES, [ware.weight for ware in WARES])
    return ware


def title(rng: Random, ware: Ware) -> str:
    """What a deal about the product is called: “Yard gates, 4 depots”."""
    scope = rng.choice(SCOPES).format(n=rng.randint(2, 14), seats=rng.choice((40, 60, 120, 250, 400)))
    return f"{rng.choice(ware.calls)}, {scope}"


def price(rng: Random, ware: Ware) -> int:
    """A first estimate around the list price, rounded to hundreds."""
    return max(20, round(ware.list_price / 100_00 * rng.lognormvariate(0.05, 0.42))) * 100_00
