"""The companies that the demo company sells to: invented names, each with a trade, a place, a size."""

from dataclasses import dataclass
from random import Random

from headgate.app.demo.words import COUNTRIES, HEADS, SECTORS, TAILS
from headgate.records.companies.schemas import NewCompany

COUNT = 260


@dataclass(frozen=True)
class Firm:
    """A company to be; `pull` is how often it buys."""

    name: str
    sector: str
    country: str
    region: str
    currency: str
    employees: int
    pull: float

    def payload(self) -> NewCompany:
        return NewCompany(
            name=self.name,
            domain=f"{self.name.lower().replace(' ', '-')}.example",
            sector=self.sector,
            country=self.country,
            region=self.region,
            currency=self.currency,
            employees=self.employees,
            revenue=self.employees * 17_300_00,
            founded=1890 + (self.employees * 37 + len(self.name)) % 130,
        )


def firms(rng: Random) -> list[Firm]:
    """All of them, no name twice."""
    stems = [head + tail for head in HEADS for tail in TAILS]
    places = list(COUNTRIES)
    weights = [weight for _, _, weight in COUNTRIES.values()]
    made = []
    for stem in rng.sample(stems, COUNT):
        sector = rng.choice(list(SECTORS))
        (country,) = rng.choices(places, weights)
        region, currency, _ = COUNTRIES[country]
        employees = int(min(18_000, max(12, rng.lognormvariate(5.6, 1.1))))
        pull = rng.lognormvariate(0, 0.7) * (1 + min(employees, 4_000) / 4_000)
        name = f"{stem} {rng.choice(SECTORS[sector])}"
        made.append(Firm(name, sector, country, region, currency, employees, pull))
    return made
