"""The API of coverage."""

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from headgate.core.edge import AnyRequest, read
from headgate.insight.coverage.answer import coverage
from headgate.insight.coverage.schemas import Coverage
from headgate.insight.routes import TAGS, AsOf, KnownAt, options


@get(
    "/targets/{target_id:str}/coverage",
    operation_id="getCoverage",
    summary="Whether the pipeline is enough for a target",
    response_description="Open value against what is missing, literal, in the period and weighted.",
    tags=TAGS,
    opt=options(),
)
async def get_coverage(
    request: AnyRequest, target_id: FromPath[str], as_of: AsOf = None, known_at: KnownAt = None
) -> Coverage:
    return await read(
        request,
        "metric.read",
        lambda tx, actor: coverage(tx, actor, target_id, as_of, known_at),
        bounded=False,
    )


routes: list[HTTPRouteHandler] = [get_coverage]
