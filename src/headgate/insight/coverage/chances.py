"""How likely a deal is won by the end of the period, by its stage on this day of earlier periods."""

from collections.abc import Sequence

import numpy as np

from headgate.insight.coverage.before import Then
from headgate.insight.coverage.schemas import Chance
from headgate.insight.metrics.registry import StageFact

ENOUGH = 10
"""Deals of a stage from which its own share is taken."""


def chances(found: Sequence[Then], stages: Sequence[StageFact]) -> list[Chance]:
    """One for each open stage."""
    stage = np.concatenate([then.stage for then in found] or [np.empty(0, np.int64)])
    won = np.concatenate([then.won for then in found] or [np.empty(0, bool)])
    return [chance(each, stage, won) for each in stages if each.kind == "open"]


def chance(of: StageFact, stage: np.ndarray, won: np.ndarray) -> Chance:
    here = stage == of.number
    n, wins = int(here.sum()), int(won[here].sum())
    if n >= ENOUGH:
        return Chance(of.id, of.name, n, wins, wins / n, "stage")
    if len(stage) >= ENOUGH:
        return Chance(of.id, of.name, n, wins, float(won.mean()), "all_stages")
    return Chance(of.id, of.name, n, wins, of.probability / 100, "probability")
