"""What became of rows: each is created, matched or refused, and its problems are told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from headgate.flows.exchange.schemas import FileResult, Priced, Result, RowProblem
from headgate.kit.errors import Problem


@dataclass
class Tally:
    """Of a chunk. `created` and `matched` count records; `rows_…` count the rows of the file."""

    created: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    rows_created: int = 0
    rows_matched: int = 0
    rows_refused: int = 0
    by_stage: Counter[str] = field(default_factory=Counter)
    open_priced: list[tuple[str, int]] = field(default_factory=list)
    closed_priced: list[tuple[str, int]] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    made: list[tuple[str, str, str]] = field(default_factory=list)
    """Record, name and id of what can be named from now on, once this is committed."""

    def refuse(self, problems: Iterable[RowProblem]) -> None:
        self.rows_refused += 1
        self.problems += problems

    def add(self, other: "Tally") -> None:
        self.created.update(other.created)
        self.matched.update(other.matched)
        self.changed.update(other.changed)
        self.rows_created += other.rows_created
        self.rows_matched += other.rows_matched
        self.rows_refused += other.rows_refused
        self.by_stage.update(other.by_stage)
        self.open_priced += other.open_priced
        self.closed_priced += other.closed_priced
        self.problems += other.problems
        self.made += other.made


def sentence(problem: Problem) -> str:
    """What a refusal says, a gate's criteria one by one."""
    unmet = problem.extra.get("unmet")
    if unmet:
        return " ".join(f"The stage asks: {each['sentence']}." for each in unmet)
    return problem.detail or problem.title


def into(result: Result, index: int, tally: Tally, *, counts_rows: bool) -> Result:
    """The result with a chunk added. Not `counts_rows`: a second pass over rows that are counted."""
    created, matched, stages = Counter(result.created), Counter(result.matched), Counter(result.by_stage)
    created.update(tally.created)
    matched.update(tally.matched)
    stages.update(tally.by_stage)
    changed = Counter(result.changed)
    changed.update(tally.changed)
    files = {each.index: each for each in result.files}
    mine = files.setdefault(index, FileResult(index))
    if counts_rows:
        mine.created += tally.rows_created
        mine.matched += tally.rows_matched
        mine.refused += tally.rows_refused
        mine.rows += tally.rows_created + tally.rows_matched + tally.rows_refused
    mine.warnings += sum(1 for each in tally.problems if each.severity == "warning")
    return Result(
        dict(created),
        dict(matched),
        sum(each.refused for each in files.values()),
        [files[i] for i in sorted(files)],
        dict(stages),
        priced(result.missing_open, tally.open_priced),
        priced(result.missing_closed, tally.closed_priced),
        result.undone,
        result.left,
        {record: n for record, n in changed.items() if n},
    )


def priced(before: Priced, more: Sequence[tuple[str, int]]) -> Priced:
    """Money of the first currency met; rows whose product has another one are counted alone."""
    rows, currency, amount = before.rows, before.currency, before.amount
    for code, price in more:
        rows += 1
        currency = currency or code
        amount += price if code == currency else 0
    return Priced(rows, currency, amount)
