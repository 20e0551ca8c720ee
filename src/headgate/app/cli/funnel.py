"""`headgate funnel`: how deals go through the stages of a pipeline."""

from typing import Any
from urllib.parse import urlencode

import click
import msgspec

from headgate.app.cli import asking
from headgate.app.cli.people import choice_of_workspace, which
from headgate.app.cli.said import settings
from headgate.core.access.actor import system
from headgate.insight.funnel.answer import funnel as worked_out
from headgate.insight.funnel.schemas import Funnel
from headgate.insight.question import Asked
from headgate.insight.wording import shown
from headgate.records.pipelines.queries import pipelines_of
from headgate.store.open import open_store


@click.command()
@click.argument("pipeline", required=False)
@click.option("--json", "as_json", is_flag=True, help="The whole answer, as the API gives it.")
@click.option("--period", default="all", show_default=True, help="Such as 2025-Q2, last-90-days, this-year.")
@click.option(
    "--mode",
    type=click.Choice(["reached", "touched"]),
    default="reached",
    show_default=True,
    help="Whether a deal that skipped a stage counts in it.",
)
@click.option("--as-of", help="A date or an instant: what held then.")
@click.option("--known-at", help="A date or an instant: what was known then.")
@choice_of_workspace
@asking.options
def funnel(
    pipeline: str | None,
    as_json: bool,
    mode: Any,
    workspace: str | None,
    url: str | None,
    token: str | None,
    **asked: Any,
) -> None:
    """Print conversion, time in stage and drop-off of a pipeline's stages; of the first when PIPELINE, its
    name or id, is left out."""
    if url:
        named = chosen(asking.answer(url, token, "GET", "/pipelines")["items"], pipeline)
        query = urlencode(
            {"mode": mode, **{name: value for name, value in asked.items() if value is not None}}
        )
        given = asking.answer(url, token, "GET", f"/pipelines/{named}/funnel?{query}")
        found = msgspec.convert(given, Funnel)
    else:
        found = from_store(workspace, pipeline, mode, asked)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
        return
    say(found)


def from_store(workspace: str | None, pipeline: str | None, mode: Any, asked: dict[str, Any]) -> Funnel:
    own = settings()
    store = open_store(own.data, own.database_url)
    try:
        actor = system(which(store, workspace))
        found = store.read(lambda tx: pipelines_of(tx, actor.workspace_id))
        named = chosen([msgspec.to_builtins(each) for each in found], pipeline)
        question = Asked(pipeline_id=named, **asked)
        return store.read(lambda tx: worked_out(tx, actor, question, mode, 30), bounded=False)
    finally:
        store.close()


def chosen(pipelines: list[dict[str, Any]], wanted: str | None) -> str:
    for each in pipelines:
        if wanted in (None, each["id"]) or str(wanted).casefold() == each["name"].casefold():
            return str(each["id"])
    names = ", ".join(each["name"] for each in pipelines)
    raise click.ClickException(f"There is no pipeline “{wanted}”. There are: {names}.")


def say(found: Funnel) -> None:
    click.echo(f"{'':<32}{'entered':>8}{'went on':>9}{'bounds':>20}{'median stay':>14}{'lost here':>11}")
    for way in found.stages:
        c, stay = way.conversion, way.stay
        bounds = f"{shown(c.lower, 'ratio', None)} to {shown(c.upper, 'ratio', None)}"
        median = f"> {stay.longer_than:,.1f}" if stay.median is None else f"{stay.median:,.1f}"
        median = f"{median} days" if stay.stays else "–"
        lost = way.drop_off.lost_at_exit
        click.echo(f"{way.name:<32}{c.entered:>8,}{c.advanced:>9,}{bounds:>20}{median:>14}{lost:>11,}")
    whole = found.whole
    click.echo(
        f"\n{whole.entered:,} entered, {whole.won:,} won, {whole.lost:,} lost, {whole.open:,} open, "
        f"{whole.moved:,} gone to another pipeline"
    )
    click.echo(f"{found.caption} {found.scope}, zone {found.zone}")


commands = [funnel]
