"""Makes the demo in a workspace: people, products, companies, then each person's deals."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from headgate.app.demo import catalogue, companies, odds, people
from headgate.app.demo.companies import Firm
from headgate.app.demo.days import SPAN, Days
from headgate.app.demo.lives import CLOSING, OFFER, TERMS, Life, Place
from headgate.app.demo.people import Seat
from headgate.app.demo.playing import play
from headgate.app.demo.touches import add_touches
from headgate.core.access.actor import Actor, system
from headgate.core.verbs.perform import perform
from headgate.kit import clock
from headgate.records.deals.schemas import AssignDeal
from headgate.records.members import queries
from headgate.records.pipelines.queries import pipelines_of, reasons_of
from headgate.records.pipelines.schemas import Criterion, EditStage
from headgate.records.products.schemas import NewProduct
from headgate.records.targets.schemas import NewTarget
from headgate.records.workspace.queries import workspace_of
from headgate.store.engine import Store, Tx

SEED = "headgate"
DEALS = 1_500
TURN = 20
HANDED_OVER = 12
GOAL = 200_000_000
"""What a quarter is to bring, in minor units: a little more than the quarters before it brought."""


def make(store: Store, ws: str) -> None:
    """Fills a workspace that has its owner and its default pipeline, in many small transactions.

    The same day gives the same company, ids aside. Raises the 404 problem without an owner who can sign in.
    """
    zone = store.read(lambda tx: workspace_of(tx, ws)).zone
    days = Days(clock.now().astimezone(ZoneInfo(zone)).date(), ZoneInfo(zone))
    firms = companies.firms(Random(f"{SEED} companies"))
    sellers = store.write(lambda tx: people.settle(tx, ws))
    place = store.write(lambda tx: furnish(tx, ws, firms))
    cases = casting(days, firms, [seat for seat, _ in sellers])
    still_open: list[list[str]] = [[] for _ in sellers]
    # In turns, so that numbers follow time and the columns of the board are not sorted by owner.
    for start in range(0, len(cases), TURN):
        turn: list[list[Life]] = [[] for _ in sellers]
        for case in cases[start : start + TURN]:
            seat, _ = sellers[case.seat]
            turn[case.seat].append(alive(case, seat, firms[case.firm], days, place))
        made = store.write(partial(play_all, actors=[actor for _, actor in sellers], turn=turn))
        for number, (ids, lives) in enumerate(zip(made, turn, strict=True)):
            still_open[number] += [i for i, life in zip(ids, lives, strict=True) if life.status == "open"]
    for (seat, _), open_ids in zip(sellers, still_open, strict=True):
        if seat.role == "seller":
            manager = next(other for s, other in sellers if s.team == seat.team and s.role == "manager")
            store.write(partial(hand_over, manager=manager, ids=open_ids[: HANDED_OVER // 4]))
    store.write(lambda tx: aim(tx, ws))


def play_all(tx: Tx, *, actors: Sequence[Actor], turn: Sequence[Sequence[Life]]) -> list[list[str]]:
    """Each person's part of a turn; gives the deals' ids."""
    return [play(tx, actor, lives) for actor, lives in zip(actors, turn, strict=True)]


def furnish(tx: Tx, ws: str, firms: Sequence[Firm]) -> Place:
    """Products, companies, and the gates of two stages."""
    boss = system(ws, "demo")
    since = clock.now() - timedelta(days=SPAN)
    wares = [NewProduct(name=w.name, series=w.series, list_price=w.list_price) for w in catalogue.WARES]
    ware_ids = perform(tx, boss, "product.create", wares, occurred_at=since).results
    firm_ids = perform(tx, boss, "company.create", [f.payload() for f in firms], occurred_at=since).results
    (pipeline, *_) = pipelines_of(tx, ws)
    stages = [stage for stage in pipeline.stages if stage.kind == "open"]
    for place, name in ((OFFER, "amount"), (TERMS, "expected_close")):
        perform(tx, boss, "stage.edit", [EditStage(id=stages[place].id, criteria=[Criterion(name)])])
    reasons = {reason.name: reason.id for reason in reasons_of(tx, ws)}
    return Place([stage.id for stage in stages][: CLOSING + 1], reasons, firm_ids, ware_ids)


def casting(days: Days, firms: Sequence[Firm], seats: Sequence[Seat]) -> list[odds.Case]:
    """Who sells what to whom, and since when: the team of the company's region, by share."""
    rng = Random(f"{SEED} deals")
    pulls = [firm.pull for firm in firms]
    cases = []
    for number, day in enumerate(days.beginnings(DEALS, rng)):
        (firm,) = rng.choices(range(len(firms)), pulls)
        team = [i for i, seat in enumerate(seats) if seat.team == firms[firm].region]
        (seat,) = rng.choices(team, [seats[i].share for i in team])
        ware = catalogue.WARES.index(catalogue.pick(rng))
        source, deal_type = odds.pick(rng, odds.SOURCES), odds.pick(rng, odds.TYPES)
        cases.append(odds.Case(number, day, seat, firm, ware, source, deal_type))
    return cases


def alive(case: odds.Case, seat: Seat, firm: Firm, days: Days, place: Place) -> Life:
    """The whole life of one deal, from a seed of its own: a change to one leaves the others alone."""
    life = Life(case, seat, firm, Random(f"{SEED} deal {case.number}"), days, place).live()
    add_touches(life)
    return life


def hand_over(tx: Tx, *, manager: Actor, ids: Sequence[str]) -> None:
    """A few open deals pass to the team's manager."""
    owner = manager.member_id
    perform(tx, manager, "deal.assign", [AssignDeal(owner_id=owner, id=id_) for id_ in ids])


def aim(tx: Tx, ws: str) -> None:
    """What this quarter is to bring, for everybody and for each team."""
    teams = sorted(queries.teams_named(tx, ws, people.TEAMS).values())
    parts = [NewTarget("this-quarter", GOAL)]
    parts += [NewTarget("this-quarter", GOAL // len(teams), team_id=id_) for (id_, *_) in teams]
    perform(tx, system(ws, "demo"), "target.create", parts)
