"""Who works at the demo company: an owner, an admin, three teams with their managers and sellers."""

from dataclasses import dataclass, replace

from headgate.app import founding
from headgate.core.access.actor import Actor, system
from headgate.core.access.roles import Role
from headgate.core.verbs.perform import perform
from headgate.records.members.access import actor_of
from headgate.records.members.joining import enroll
from headgate.records.members.queries import Person, person
from headgate.records.members.schemas import EditMember, EditTeam, NewTeam
from headgate.store.engine import Tx


@dataclass(frozen=True)
class Seat:
    """A person of the demo. `skill` shifts the odds of each step, `pace` stretches the time it takes,
    `share` is how much of the team's work lands here."""

    name: str
    role: Role
    team: str
    skill: float = 0.0
    pace: float = 1.0
    share: float = 0.0


OWNER = Seat("Anna Keller", "owner", "DACH", 0.30, 0.90, 0.7)
SEATS = (
    Seat("Mia Torres", "manager", "DACH", 0.25, 0.95, 0.4),
    Seat("Jannik Lorenz", "seller", "DACH", 0.05, 1.00, 1.1),
    Seat("Priya Raman", "seller", "DACH", 0.40, 0.80, 1.2),
    Seat("Tom Ashby", "manager", "North", 0.10, 1.00, 0.5),
    Seat("Freya Lindqvist", "seller", "North", 0.15, 0.90, 1.2),
    Seat("Callum Reid", "seller", "North", -0.35, 1.35, 1.1),
    Seat("Lucie Ferrand", "manager", "West", 0.20, 1.05, 0.6),
    Seat("Daan Visser", "seller", "West", -0.10, 1.15, 1.2),
    Seat("Ines Carvalho", "admin", ""),
)
TEAMS = ("DACH", "North", "West")


def mail(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@aldermoor.example"


def settle(tx: Tx, ws: str) -> list[tuple[Seat, Actor]]:
    """Makes the teams and members; gives those who sell, each as the actor of their own deals."""
    boss = system(ws, "demo")
    teams = [NewTeam(name=name, region=name) for name in TEAMS]
    team_ids = dict(zip(TEAMS, perform(tx, boss, "team.add", teams).results, strict=True))
    owner = founding.member_for(tx, ws)
    change = EditMember(id=owner.id, name=OWNER.name, team_id=team_ids[OWNER.team])
    perform(tx, boss, "member.edit", [change])
    found = [(OWNER, owner.id)]
    for seat in SEATS:
        team = team_ids.get(seat.team)
        member = enroll(
            tx, ws, name=seat.name, email=mail(seat.name), role=seat.role, team_id=team, origin="demo"
        )
        found.append((seat, member))
        if seat.role == "manager":
            perform(tx, boss, "team.edit", [EditTeam(id=team_ids[seat.team], manager_id=member)])
    return [(seat, acting(tx, ws, member)) for seat, member in found if seat.share]


def acting(tx: Tx, ws: str, member_id: str) -> Actor:
    who: Person | None = person(tx, ws, member_id)
    if who is None:
        raise LookupError(f"there is no member {member_id}")
    return replace(actor_of(tx, who, None), origin="demo")
