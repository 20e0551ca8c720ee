"""The sentences of a figure: whose deals it covers, and how it was worked out."""

from headgate.core.access.actor import Actor
from headgate.insight.metrics.picks import iso
from headgate.insight.metrics.registry import CLOSE, COHORT
from headgate.insight.question import Asked, Question
from headgate.insight.schemas import Metric


def scope(actor: Actor, count: int, *, filtered: bool) -> str:
    """“your 212 deals”, “all 8,800 deals”, “your team's 40 deals that match”."""
    if actor.owners is None:
        whose = "all"
    else:
        whose = "your" if set(actor.owners) <= {actor.member_id} else "your team's"
    said = f"{whose} {count:,} deal{'' if count == 1 else 's'}"
    return f"{said} that {'matches' if count == 1 else 'match'}" if filtered else said


def caption(metric: Metric, asked: Asked, question: Question) -> str:
    """What the number is, which period, whose deals it credits, and any departure from now."""
    when = "all time" if question.period is None else f"period {asked.period}"
    parts = [f"{metric.formula[:1].upper()}{metric.formula[1:]}"]
    if metric.basis in (CLOSE, COHORT):
        parts.append(f"{metric.basis.capitalize()}, {when}")
    else:
        parts.append(metric.basis.capitalize())
    if question.segment is not None:
        parts.append(f"Split by {question.segment.label[:1].lower()}{question.segment.label[1:]}")
    if not question.moment.live:
        effective, known = iso(question.moment.effective), iso(question.moment.known)
        parts.append(f"As of {effective}, as known at {known}")
    return ". ".join(parts) + "."
