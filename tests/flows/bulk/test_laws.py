"""One change of many deals is what the singles are, one by one; its undo leaves no trace."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from headgate.flows.bulk.runs import Run
from headgate.kit import clock
from headgate.records.deals.tables import TRACKED
from headgate.records.pipelines.queries import reasons_of
from headgate.store.engine import Store
from tests.flows.bulk.desk import Desk
from tests.records.deals.test_life import START, STEPS, Player, play
from tests.world import World

VERBS = st.sampled_from("edit move assign lose snooze wake archive restore delete".split())
WAITS = st.sampled_from([timedelta(minutes=1), timedelta(days=9)])
"""From the last step to the change of many: within the time of a correction, or later."""


Steps = list[tuple[str, int, int, int, bool]]


def end(steps: Steps, wait: timedelta) -> datetime:
    return START + timedelta(seconds=sum(step[3] for step in steps)) + wait


def payload(verb: str, what: int, player: Player) -> dict[str, Any]:
    opened = [s for s in player.world.stages if s.kind == "open"]
    bodies: dict[str, dict[str, Any]] = {
        "edit": {"amount": what * 10, "source": "fair" if what % 2 else None},
        "move": {"stage_id": opened[what % 6].id},
        "assign": {"owner_id": player.ben.member_id if what % 2 else None},
        "lose": {"reason_id": player.reason, "note": "swept out"},
        "snooze": {"until": f"{clock.now() + timedelta(days=1 + what):%Y-%m-%d}"},
        "delete": {"reason": "other" if what % 2 else "mistake"},
    }
    return bodies.get(verb, {})


def of(player: Player, verb: str) -> list[str]:
    """The deals to change; one that was deleted can be brought back alone only."""
    if verb != "restore":
        return player.deals
    rows = {row[0]: row for row in Desk(player.world, player.ana).rows()}
    standing = 1 + TRACKED.index("standing")
    return [id_ for id_ in player.deals if rows[id_][standing] in ("live", "archived")]


def names(world: World, player: Player) -> dict[str, str]:
    """What is another id in another workspace, as its place."""
    known = {id_: f"deal {i}" for i, id_ in enumerate(player.deals)}
    known |= {stage.id: stage.name for stage in world.stages}
    known |= {str(player.ana.member_id): "Ana", str(player.ben.member_id): "Ben"}
    reasons = world.store.read(lambda tx: reasons_of(tx, world.ws))
    known |= {reason.id: reason.name for reason in reasons}
    return known | {world.pipeline: "pipeline"}


def said(value: Any, known: dict[str, str]) -> Any:
    if isinstance(value, list | tuple):
        return [said(each, known) for each in value]
    if isinstance(value, dict):
        return {key: said(each, known) for key, each in value.items()}
    if hasattr(value, "facts"):
        return [value.start, value.end, said(value.facts, known), value.out]
    return known.get(value, value) if isinstance(value, str) else value


def state(desk: Desk, known: dict[str, str]) -> list[str]:
    """All that is kept of the deals; of the ranks their order within each column."""
    rows = desk.rows()
    columns: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: (row[-3], row[0])):
        columns.setdefault(row[1 + TRACKED.index("stage_id")], []).append(row[0])
    plain = [[bytes(c) if isinstance(c, Raw) else c for c in (*row[:-3], *row[-2:])] for row in rows]
    told = [*plain, *desk.history()]
    sums = [*columns.items(), *desk.totals()]
    return [*map(repr, said(told, known)), *sorted(map(repr, said(sums, known)))]


def refusals(run: Run) -> tuple[int, list[tuple[str, int]]]:
    codes: dict[str, int] = {}
    for reason in run.result.reasons:
        codes[reason.code] = codes.get(reason.code, 0) + reason.count
    return run.result.refused, sorted(codes.items())


@given(steps=STEPS, verb=VERBS, what=st.integers(0, 7), wait=WAITS)
def test_many_are_the_singles(store: Store, steps: Steps, verb: str, what: int, wait: timedelta) -> None:
    one, other = play(store, steps), play(store, steps)
    with clock.frozen(end(steps, wait)):
        singly, many = Desk(one.world, one.ana), Desk(other.world, other.ana)
        alone = singly.singly(verb, payload(verb, what, one), of(one, verb))
        run = many.whole(verb, payload(verb, what, other), of(other, verb))
    assert run.status == "applied", run.error
    codes = sorted(alone.values())
    assert refusals(run) == (len(codes), sorted({code: codes.count(code) for code in codes}.items()))
    assert state(many, names(other.world, other)) == state(singly, names(one.world, one))
    assert many.differences() == []


@given(steps=STEPS, verb=VERBS, what=st.integers(0, 7), wait=WAITS)
def test_an_undo_leaves_no_trace(store: Store, steps: Steps, verb: str, what: int, wait: timedelta) -> None:
    player = play(store, steps)
    desk, known = Desk(player.world, player.ana), names(player.world, player)
    before = state(desk, known)
    with clock.frozen(end(steps, wait)):
        run = desk.whole(verb, payload(verb, what, player), player.deals)
    if run.result.changed:
        with clock.frozen(end(steps, wait) + timedelta(minutes=30)):
            run = desk.undo(run)
        assert (run.status, run.result.undone, run.result.left) == ("undone", run.result.changed, 0)
    assert state(desk, known) == before
    assert desk.differences() == []
