"""What deals hold in place: a record that deals point to is neither retired nor taken out as a mistake."""

from typing import Any

import sqlalchemy as sa

from headgate.core.verbs.undo import InTheWay, holds
from headgate.core.verbs.work import Work
from headgate.kit.errors import conflict
from headgate.records.companies.fields import COMPANY
from headgate.records.deals.tables import deals
from headgate.records.members.fields import MEMBER
from headgate.records.pipelines.commands import BEFORE_RETIRING
from headgate.records.pipelines.fields import LOST_REASON, PIPELINE, STAGE
from headgate.records.products.fields import PRODUCT
from headgate.store.statements import P, shape

LINKS = {
    COMPANY: "company_id",
    PRODUCT: "product_id",
    MEMBER: "owner_id",
    PIPELINE: "pipeline_id",
    STAGE: "stage_id",
    LOST_REASON: "lost_reason_id",
}


@shape()
def pointing(link: str) -> sa.Select[Any]:
    return (
        sa.select(deals.c.id)
        .where(deals.c.workspace_id == P("ws"), deals.c[link] == P("id"), deals.c.standing != "removed")
        .limit(1)
    )


def held(work: Work, record: str, id_: str) -> bool:
    return work.tx.one(pointing(LINKS[record]), ws=work.ws, id=id_) is not None


def hold(record: str) -> None:
    @holds(record)
    def in_use(work: Work, id_: str) -> None:
        if held(work, record, id_):
            raise InTheWay("Deals use it.")


for name in LINKS:
    hold(name)


def keep_stage(work: Work, stage_id: str) -> None:
    if held(work, STAGE, stage_id):
        raise conflict("Deals are in this stage. Move them first.")


BEFORE_RETIRING.append(keep_stage)
