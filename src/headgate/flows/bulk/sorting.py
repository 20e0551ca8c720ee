"""What becomes of deals: the verb done or tried, who stays told by reason with the first of them by name."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from headgate.core.access.actor import SHOWN_ONLY, Actor
from headgate.core.verbs.several import Sorted, perform_some
from headgate.flows.bulk.choosing import for_each, names_of, only_shown
from headgate.flows.bulk.schemas import Example, Reason, Result
from headgate.kit.errors import Problem, forbidden, not_found
from headgate.store.engine import Clash, Tx

SHOWN = 5
MOST_REASONS = 20
OTHERS = Reason("others", "for other reasons", 0, [])


def sort(
    tx: Tx, actor: Actor, verb: str, payload: Any, ids: Sequence[str], *, group: int | None, trial: bool
) -> Result:
    """Does the verb with those deals that let it, or tries it. Raises Problem for what is wrong with all."""
    names = names_of(tx, actor, ids)
    shown = only_shown(tx, actor, ids)
    there = [id_ for id_ in ids if id_ in names and id_ not in shown]
    done = perform_some(tx, actor, verb, for_each(payload, there), group=group, trial=trial)
    done.refused.update({id_: forbidden(SHOWN_ONLY) for id_ in shown})
    return told(ids, names, done)


def sort_each(
    tx: Tx, actor: Actor, verb: str, payload: Any, ids: Sequence[str], *, group: int | None
) -> Result:
    """`sort`; where somebody else got in between and nothing of it went, deal by deal."""
    try:
        with tx.attempt():
            return sort(tx, actor, verb, payload, ids, group=group, trial=False)
    except (Problem, Clash):
        result = Result()
        for id_ in ids:
            result = added(result, alone(tx, actor, verb, payload, id_, group))
        return result


def alone(tx: Tx, actor: Actor, verb: str, payload: Any, id_: str, group: int | None) -> Result:
    try:
        with tx.attempt():
            return sort(tx, actor, verb, payload, [id_], group=group, trial=False)
    except Problem as problem:
        refused = problem
    except Clash:
        refused = Problem(409, "conflict", "It has changed meanwhile", "Another record has the same key.")
    return told([id_], names_of(tx, actor, [id_]), Sorted(frozenset(), {id_: refused}))


def told(ids: Sequence[str], names: Mapping[str, str], done: Sorted) -> Result:
    """The result for these deals; those without a name are not to be seen."""
    result = Result()
    reasons: dict[tuple[str, str], Reason] = {}
    unseen = not_found("deal")
    for id_ in ids:
        problem = done.refused.get(id_) or (None if id_ in names else unseen)
        if problem is not None:
            result.refused += 1
            key = problem.code, sentence(problem)
            reason = reasons.setdefault(key, Reason(*key, 0, []))
            reason.count += 1
            if len(reason.examples) < SHOWN:
                reason.examples.append(Example(id_, names.get(id_)))
        elif id_ in done.changed:
            result.changed += 1
            if len(result.examples) < SHOWN:
                result.examples.append(Example(id_, names[id_]))
        else:
            result.unchanged += 1
    result.reasons = list(reasons.values())
    return result


def sentence(problem: Problem) -> str:
    """Why, in words: “Not filled: Value, Expected close” would say less than the criteria themselves do."""
    unmet = problem.extra.get("unmet")
    if unmet:
        return "Not met: " + ", ".join(each["sentence"] for each in unmet) + "."
    return problem.detail or problem.title


def added(one: Result, other: Result) -> Result:
    """Both together; the reasons that most deals have come first, rare ones beyond the bound as one."""
    reasons = {(r.code, r.sentence): msgspec.structs.replace(r) for r in one.reasons}
    for more in other.reasons:
        key = more.code, more.sentence
        if key not in reasons and len(reasons) >= MOST_REASONS:
            key = OTHERS.code, OTHERS.sentence
        mine = reasons.setdefault(key, Reason(*key, 0, []))
        mine.count += more.count
        mine.examples = [*mine.examples, *more.examples][:SHOWN]
    return Result(
        one.changed + other.changed,
        one.unchanged + other.unchanged,
        one.refused + other.refused,
        [*one.examples, *other.examples][:SHOWN],
        sorted(reasons.values(), key=lambda reason: -reason.count),
        one.undone + other.undone,
        one.left + other.left,
    )
