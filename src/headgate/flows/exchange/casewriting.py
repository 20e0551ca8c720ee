"""A chunk of cases, each made, moved from stage to stage and ended as one piece of work."""

from collections.abc import Sequence

from headgate.core.verbs.perform import Step, perform_all
from headgate.flows.exchange.caserows import CaseDeal, Whole
from headgate.flows.exchange.dealnames import links_of
from headgate.flows.exchange.dealrows import LINKS, SOURCE
from headgate.flows.exchange.dealwriting import there_already
from headgate.flows.exchange.moving import moved, told
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.tally import Tally
from headgate.records.deals.schemas import LoseDeal, NewDeal, TellDeal, WinDeal
from headgate.store.engine import Tx

Planned = CaseDeal | Whole | list[RowProblem]


def write(tx: Tx, at: Setting, index: int, found: Sequence[Planned]) -> Tally:
    """Makes the deals of the cases with their whole way. In a check it only counts."""
    tally = Tally()
    cases = []
    for each in found:
        if isinstance(each, CaseDeal):
            cases.append(each)
        elif isinstance(each, Whole):
            tally.refuse(each.problems)
            tally.rows_refused += len(each.problems) - 1
        else:
            tally.refuse(each)
    known: dict[str, str] = {}
    if at.options.match_on == "external_id":
        known = there_already(tx, at.ws, [case.new["external_id"] for case in cases])
    fresh = [case for case in cases if case.new["external_id"] not in known]
    tally.rows_matched = sum(case.rows for case in cases) - sum(case.rows for case in fresh)
    tally.matched["deal"] += len(cases) - len(fresh)
    for field, record in LINKS.items():
        at.names[record].load(tx, at.ws, [case.names[field] for case in fresh if field in case.names])
    at.load_companies(tx, [case.names for case in fresh])
    news = []
    for case in fresh:
        tally.problems += case.problems
        links = links_of(at, index, case.number, case.names, case.blamed.__getitem__, tally)
        tally.by_stage[case.value] += 1
        if not at.dry:
            news.append(NewDeal(**{**case.new, **links, "external_source": SOURCE}))
    tally.rows_created = sum(case.rows for case in fresh)
    tally.created["deal"] += len(fresh)
    if news:
        perform_all(tx, at.actor, steps(fresh, news), group=at.run.batch)
    return tally


def steps(fresh: Sequence[CaseDeal], news: Sequence[NewDeal]) -> list[Step]:
    """The first move of all, then the second of those that have one, and so on; then their ends."""

    ends = {
        kind: [
            (i, case.close[1]) for i, case in enumerate(fresh) if case.close and case.close[0].kind == kind
        ]
        for kind in ("won", "lost")
    }
    later = [(i, event) for i, case in enumerate(fresh) for event in case.later]
    return [
        ("deal.create", news),
        *moved([case.moves for case in fresh]),
        (
            "deal.win",
            lambda made: [WinDeal(id=made[0][i], **told("closed", when)) for i, when in ends["won"]],
        ),
        (
            "deal.lose",
            lambda made: [
                LoseDeal(id=made[0][i], reason_id=None, **told("closed", when)) for i, when in ends["lost"]
            ],
        ),
        (
            "deal.tell",
            lambda made: [
                TellDeal(id=made[0][i], what=event.activity[:200], **told("occurred", event.when))
                for i, event in later
            ],
        ),
    ]
