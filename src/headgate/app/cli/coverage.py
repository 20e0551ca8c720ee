"""`headgate coverage`: whether the pipeline is enough for the targets of a period."""

from urllib.parse import urlencode

import click
import msgspec

from headgate.app.cli import asking
from headgate.app.cli.people import choice_of_workspace, which
from headgate.app.cli.said import settings
from headgate.core.access.actor import system
from headgate.insight.coverage.answer import coverage as worked_out
from headgate.insight.coverage.schemas import Coverage
from headgate.insight.wording import shown
from headgate.records.targets.queries import targets_during
from headgate.store.engine import Tx
from headgate.store.open import open_store


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The whole answer, as the API gives it.")
@click.option("--period", default="this-quarter", show_default=True, help="Targets that share a day with it.")
@click.option("--as-of", help="A date or an instant: what held then.")
@click.option("--known-at", help="A date or an instant: what was known then.")
@choice_of_workspace
@asking.options
def coverage(
    as_json: bool,
    period: str,
    as_of: str | None,
    known_at: str | None,
    workspace: str | None,
    url: str | None,
    token: str | None,
) -> None:
    """Print how the open value stands to what is missing of each target of a period."""
    if url:
        targets = asking.answer(url, token, "GET", f"/targets?{urlencode({'period': period})}")["items"]
        clocks = urlencode({k: v for k, v in (("as_of", as_of), ("known_at", known_at)) if v is not None})
        paths = [f"/targets/{each['id']}/coverage?{clocks}" for each in targets]
        given = [asking.answer(url, token, "GET", path) for path in paths]
        found = [msgspec.convert(each, Coverage) for each in given]
    else:
        found = from_store(workspace, period, as_of, known_at)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
        return
    say(found)


def from_store(workspace: str | None, period: str, as_of: str | None, known_at: str | None) -> list[Coverage]:
    own = settings()
    store = open_store(own.data, own.database_url)
    try:
        actor = system(which(store, workspace))

        def work(tx: Tx) -> list[Coverage]:
            targets = targets_during(tx, actor, period)
            return [worked_out(tx, actor, target.id, as_of, known_at) for target in targets]

        return store.read(work, bounded=False)
    finally:
        store.close()


def say(found: list[Coverage]) -> None:
    if not found:
        click.echo("There is no target for this period.")
        return
    click.echo(f"{'':<34}{'target':>18}{'won':>18}{'expected':>18}{'coverage':>10}{'weighted':>10}  needed")
    for each in found:
        target = each.target
        click.echo(
            f"{f'{target.name}, {target.starts_on} to {target.ends_on}':<34}"
            + "".join(
                f"{shown(value, 'money', each.currency):>18}"
                for value in (target.amount, each.won.value, each.expected.value)
            )
            + f"{times(each.in_period):>10}{times(each.weighted):>10}"
            + f"  {times(each.band[0])} to {times(each.band[1])}, {said_of(each)}"
        )
    click.echo(f"{found[0].caption} Zone {found[0].zone}")


def times(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.2f}x"


def said_of(found: Coverage) -> str:
    if found.verdict == "met":
        return "target met"
    return f"{found.verdict} {'the measured band' if found.measured else 'the common band'}"


commands = [coverage]
