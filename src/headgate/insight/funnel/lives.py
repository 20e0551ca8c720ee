"""One row a deal and one column a stage: when each deal came to each stage, and what became of it."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from headgate.insight import facts as f
from headgate.insight.arrays import NONE, Flags
from headgate.insight.funnel import stays as s
from headgate.insight.funnel.stays import Stays
from headgate.insight.metrics.registry import Lens, StageFact

NEVER = np.iinfo(np.int64).max
OPEN, WON, LOST, MOVED = 0, 1, 2, 3
Grid = NDArray[np.int64]


@dataclass(frozen=True)
class Lives:
    """The deals that were ever in the pipeline, and their stays. Instants in microseconds, NEVER for none.

    `place`: of each deal among the facts. `touched[i, k]`: first entry to stage k; `beyond`: first entry to a
    later stage, or the win; `amount`: at first entry, NONE where unknown or in another currency; `known`:
    whether the moment of the first entry is. `fate`, `ended`: what became of the deal here, and when (the
    snapshot for open ones). `of`: of each stay the deal; a stay's `stage` is its place here, -1 for closed.
    """

    stages: tuple[StageFact, ...]
    place: Grid
    touched: Grid
    beyond: Grid
    amount: Grid
    known: Flags
    entered: Grid
    fate: Grid
    ended: Grid
    stays: Stays
    of: Grid

    def __len__(self) -> int:
        return len(self.place)

    @property
    def furthest(self) -> Grid:
        """The place of the last stage that each has been in, -1 for none."""
        been = np.where(self.touched != NEVER, np.arange(len(self.stages)), -1)
        return np.asarray(been.max(axis=1, initial=-1), dtype=np.int64)


def lives_of(facts: f.Facts, every: Stays, lens: Lens, at: int) -> Lives:
    """Of the deals in the facts; `at`: the snapshot in microseconds."""
    stages = tuple(stage for stage in lens.stages if stage.kind == "open")
    numbers = {stage.number: k for k, stage in enumerate(stages)}
    order = np.argsort(facts.id)
    stays = every.take(np.isin(every.deal, facts.id))
    found = order[np.searchsorted(facts.id[order], stays.deal)]
    place, of = np.unique(found, return_inverse=True)
    stays = replace(stays, stage=np.array([numbers.get(int(x), -1) for x in stays.stage], dtype=np.int64))

    shape = (len(place), len(stages))
    touched, beyond = np.full(shape, NEVER), np.full(shape, NEVER)
    here = stays.stage >= 0
    np.minimum.at(touched, (of[here], stays.stage[here]), stays.start[here])
    entered = np.full(len(place), NEVER)
    np.minimum.at(entered, of, stays.start)

    # Backwards, so that of two stays from one instant the earlier one's row is the one that remains.
    first = np.flatnonzero(here)[::-1]
    first = first[stays.start[first] == touched[of[first], stays.stage[first]]]
    cells = (of[first], stays.stage[first])
    amount, known = np.full(shape, NONE), np.zeros(shape, dtype=bool)
    amount[cells] = np.where(stays.in_base[first] == 1, stays.amount[first], NONE)
    known[cells] = stays.truncated[first] == 0

    # The last stay decides: a deal that went to another pipeline has no fate here.
    last = np.zeros(len(place), dtype=np.int64)
    last[of] = np.arange(len(of))
    moved, left = stays.exit[last] == s.MOVED, stays.end[last]
    fate = np.where(moved, MOVED, facts.outcome[place])
    ended = np.where(moved, left, np.where(fate == OPEN, at, facts.closed[place]))

    sooner = np.where(fate == WON, ended, NEVER)
    for k in range(len(stages) - 1, -1, -1):
        beyond[:, k] = sooner
        sooner = np.minimum(sooner, touched[:, k])
    return Lives(stages, place, touched, beyond, amount, known, entered, fate, ended, stays, of)
