"""The sentences of a figure: whose deals it covers, and how it was worked out."""

from headgate.core.access.actor import Actor
from headgate.insight.metrics.picks import iso
from headgate.insight.metrics.registry import STOCK
from headgate.insight.question import Asked, Question
from headgate.insight.schemas import Metric, Number, Unit
from headgate.kit.money import format_plain


def scope(actor: Actor, count: int, *, filtered: bool) -> str:
    """“your 212 deals”, “all 8,800 deals”, “your team's 40 deals that match”."""
    if actor.owners is None:
        whose = "all"
    else:
        whose = "your" if set(actor.owners) <= {actor.member_id} else "your team's"
    said = f"{whose} {count:,} deal{'' if count == 1 else 's'}"
    return f"{said} that {'matches' if count == 1 else 'match'}" if filtered else said


def caption(metric: Metric, asked: Asked, question: Question) -> str:
    """Which period, whose deals, and any departure from now: “Closed in the period, all time.”"""
    return said_of(metric.basis, asked, question)


def said_of(basis: str, asked: Asked, question: Question) -> str:
    parts = [basis.capitalize()]
    if basis != STOCK:
        parts[0] += ", all time" if question.period is None else f" {asked.period}"
    if question.segment is not None:
        parts.append(f"Split by {question.segment.label[:1].lower()}{question.segment.label[1:]}")
    if not question.moment.live:
        effective, known = iso(question.moment.effective), iso(question.moment.known)
        parts.append(f"As of {effective}, as known at {known}")
    if asked.rates_on is not None:
        parts.append(f"At the exchange rates of {asked.rates_on}")
    return ". ".join(parts) + "."


def shown(value: Number | None, unit: Unit, currency: str | None) -> str:
    """A value for people: “63.15 %”, “10005534.00 USD”, “57.0 days”, “8,800”; “–” where there is none."""
    if value is None:
        return "–"
    match unit:
        case "ratio":
            return f"{value * 100:.2f} %"
        case "money" if currency is not None:
            return f"{format_plain(round(value), currency)} {currency}"
        case "days":
            return f"{value:,.1f} days"
        case _:
            return f"{value:,}"
