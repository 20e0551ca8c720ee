"""Deals on their way through stages: all first moves, then all second ones, and so on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from headgate.core.verbs.perform import Step
from headgate.records.deals.schemas import MoveDeal
from headgate.records.pipelines.schemas import Stage

Moves = Sequence[tuple[Stage, datetime | str]]


def moved(ways: Sequence[Moves]) -> list[Step]:
    """The steps after those that made the deals, `ways` being of each in that order."""

    def turned(turn: int) -> Step:
        mine = [(i, way[turn]) for i, way in enumerate(ways) if turn < len(way)]
        return "deal.move", lambda made: [
            MoveDeal(id=made[0][i], stage_id=stage.id, **told("occurred", when)) for i, (stage, when) in mine
        ]

    return [turned(turn) for turn in range(max((len(way) for way in ways), default=0))]


def told(word: str, when: datetime | str) -> dict[str, Any]:
    return {f"{word}_on" if isinstance(when, str) else f"{word}_at": when}
