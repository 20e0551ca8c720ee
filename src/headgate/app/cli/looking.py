"""`headgate search`: the one box of the search, on the command line."""

from urllib.parse import urlencode

import click
import msgspec

from headgate.app.cli import asking
from headgate.app.cli.people import choice_of_workspace, which
from headgate.app.cli.said import settings
from headgate.core.access.actor import system
from headgate.flows.lookup.search import Hit, Hits, search
from headgate.store.open import open_store

LONGEST = 200


@click.command("search")
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="The whole answer, as the API gives it.")
@choice_of_workspace
@asking.options
def search_for(text: str, as_json: bool, workspace: str | None, url: str | None, token: str | None) -> None:
    """Find deals, companies and contacts by TEXT, over all of them (with --url: those you see)."""
    if len(text) > LONGEST:
        raise click.ClickException(f"At most {LONGEST} characters.")
    if url:
        query = urlencode({"q": text})
        found = msgspec.convert(asking.answer(url, token, "GET", f"/search?{query}"), Hits)
    else:
        own = settings()
        store = open_store(own.data, own.database_url)
        try:
            actor = system(which(store, workspace))
            found = store.read(lambda tx: search(tx, actor, text), bounded=False)
        finally:
            store.close()
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
        return
    for hit in found.items:
        click.echo(line(hit))
    if not found.items:
        click.echo("Nothing found.")


def line(hit: Hit) -> str:
    beside = " · ".join(part for part in (hit.matched, hit.subtitle) if part)
    near = f"  (near: {hit.near})" if hit.near else ""
    return f"{hit.type:<8} {hit.title}{f'  {beside}' if beside else ''}{near}  {hit.id}"


commands = [search_for]
