"""The whole way through a pipeline, worked out of one reading of its deals and stays."""

from dataclasses import dataclass, replace

from headgate.core.access.actor import Actor
from headgate.insight import lookups
from headgate.insight.answers import Reading
from headgate.insight.facts import Facts
from headgate.insight.funnel.cohorts import cohorts
from headgate.insight.funnel.conversion import conversion, flow, whole
from headgate.insight.funnel.dropping import drop_offs
from headgate.insight.funnel.housekeeping import swept
from headgate.insight.funnel.lives import Lives, lives_of
from headgate.insight.funnel.schemas import Funnel, Mode, StageWay
from headgate.insight.funnel.staying import stay
from headgate.insight.funnel.stays import stays_of
from headgate.insight.metrics.registry import Lens
from headgate.insight.question import Asked, Question
from headgate.insight.schemas import Snapshot
from headgate.insight.wording import said_of, scope
from headgate.kit import clock, ids
from headgate.kit.errors import not_found
from headgate.records.pipelines.queries import pipelines_of, reasons_of
from headgate.store.engine import Tx

VERSION = 2


@dataclass(frozen=True)
class Read:
    """What a funnel is worked out of. `lens`: with the stages of the one pipeline; `at`: the snapshot."""

    question: Question
    facts: Facts
    lens: Lens
    lives: Lives
    at: int


def read(tx: Tx, actor: Actor, asked: Asked) -> Read:
    """Raises 404, 422. Deals that have gone to another pipeline count in this one up to then."""
    pipeline_id = asked.pipeline_id or ""
    ws = actor.workspace_id
    if not any(pipeline.id == pipeline_id for pipeline in pipelines_of(tx, ws)):
        raise not_found("pipeline")
    reading = Reading(tx, actor, replace(asked, pipeline_id=None, segment=None))
    lens = replace(reading.lens, stages=lookups.stage_facts(tx, ws, pipeline_id))
    moment = reading.question.moment
    at = clock.to_micros(moment.effective)
    stays = stays_of(tx, ws, pipeline_id, lens.currency, lens.zone, moment)
    stays = replace(stays, swept=swept(tx, ws, stays, moment).astype(int))
    return Read(reading.question, reading.facts, lens, lives_of(reading.facts, stays, lens, at), at)


def funnel(tx: Tx, actor: Actor, asked: Asked, mode: Mode, age_days: int) -> Funnel:
    """Of one pipeline, which `asked` names, as the actor may see it. Raises 404, 422."""
    found = read(tx, actor, asked)
    q, facts, lens, lives = found.question, found.facts, found.lens, found.lives
    stays = [stay(lives, k, q.period) for k in range(len(lives.stages))]
    reasons = {ids.to_int("reason", reason.id): reason.name for reason in reasons_of(tx, actor.workspace_id)}
    lost = drop_offs(lives, facts, q.period, [each.p75 for each in stays], reasons)
    return Funnel(
        pipeline_id=asked.pipeline_id or "",
        version=VERSION,
        mode=mode,
        age_days=age_days,
        stages=[
            StageWay(
                stage.id,
                stage.name,
                conversion(lives, k, mode, q.period),
                flow(lives, k, q.period),
                stays[k],
                lost[k],
            )
            for k, stage in enumerate(lives.stages)
        ],
        whole=whole(lives, q.period),
        cohorts=cohorts(lives, facts, q.period, lens.zone, age_days, found.at),
        currency=lens.currency,
        caption=said_of("entered in the period", asked, q),
        scope=scope(actor, len(lives), filtered=bool(q.tree)),
        snapshot=Snapshot(q.moment.effective, q.moment.known),
        zone=lens.zone,
    )
