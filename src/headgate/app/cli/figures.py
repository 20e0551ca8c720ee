"""`headgate metrics`: the figures of the pipeline."""

from typing import Any
from urllib.parse import urlencode

import click
import msgspec

from headgate.app.cli import asking
from headgate.app.cli.people import choice_of_workspace, which
from headgate.app.cli.said import settings
from headgate.core.access.actor import system
from headgate.insight import answers
from headgate.insight.question import Asked
from headgate.insight.schemas import Figure, Segment, Summary
from headgate.insight.wording import shown
from headgate.store.open import open_store

SAMPLES = {"too_few": "too few to judge", "indicative": "indicative", "usable": "usable"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The whole answer, as the API gives it.")
@click.option("--period", default="all", show_default=True, help="Such as 2025-Q2, last-90-days, this-year.")
@click.option("--segment", help="Split by a field of deals, such as owner_id or company_sector.")
@click.option("--pipeline", "pipeline_id", help="The id of one pipeline; all when left out.")
@click.option("--as-of", help="A date or an instant: what held then.")
@click.option("--known-at", help="A date or an instant: what was known then.")
@click.option("--rates-on", help="A date whose exchange rates hold for every deal.")
@choice_of_workspace
@asking.options
def metrics(as_json: bool, workspace: str | None, url: str | None, token: str | None, **asked: Any) -> None:
    """Print every figure with its interval and sample, over all deals (with --url: those you see)."""
    if url:
        query = urlencode({name: value for name, value in asked.items() if value is not None})
        given = asking.answer(url, token, "GET", f"/metrics/summary?{query}")
        found = msgspec.convert(given, Summary)
    else:
        found = from_store(workspace, Asked(**asked))
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
        return
    for figure in found.figures:
        click.echo(line(figure.name, figure, figure, figure.label))
        for segment in figure.segments or ():
            click.echo(line(f"  {segment.label}", segment, figure, segment.label_n))
        for left in figure.excluded:
            click.echo(f"  left out: {left.count:,} {left.reason}")
    click.echo("\nDeals by stage")
    for stage in found.stages:
        click.echo(f"  {stage.name:<32} {stage.count:>9,}")
    click.echo(f"\n{found.figures[0].scope}, period {asked['period']}, zone {found.figures[0].zone}")


def from_store(workspace: str | None, asked: Asked) -> Summary:
    own = settings()
    store = open_store(own.data, own.database_url)
    try:
        actor = system(which(store, workspace))
        return store.read(lambda tx: answers.summary(tx, actor, asked), bounded=False)
    finally:
        store.close()


def line(name: str, found: Figure | Segment, figure: Figure, sample: str) -> str:
    def say(value: int | float | None) -> str:
        return shown(value, figure.unit, figure.currency)

    between = f"  ({' to '.join(map(say, found.interval))})" if found.interval else ""
    return f"{name:<34} {say(found.value):>22}  n={found.n:,} {SAMPLES[sample]}{between}"


commands = [metrics]
