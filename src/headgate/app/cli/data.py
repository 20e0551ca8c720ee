"""`headgate export`, `headgate openapi`: what comes out."""

import json
from pathlib import Path
from typing import BinaryIO

import click

from headgate.app.api import description
from headgate.app.cli import asking

RECORDS = ("deals", "companies", "products", "members", "lines")


@click.command("openapi")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file in place of the screen.")
def openapi(out: Path | None) -> None:
    """Print the description of the API (OpenAPI 3.1)."""
    text = json.dumps(description(), indent=2, ensure_ascii=False) + "\n"
    if out:
        out.write_text(text, "utf-8")
    else:
        click.echo(text, nl=False)


@click.command()
@click.argument("record", type=click.Choice(RECORDS))
@click.option("--out", type=click.File("wb"), default="-", help="A file in place of the screen.")
@asking.options
def export(record: str, out: BinaryIO, url: str | None, token: str | None) -> None:
    """Write all deals, their lines, companies, products or members as CSV."""
    with asking.ask(url or "", token, "GET", f"/exports/{record}.csv") as response:
        for part in asking.chunks(response):
            out.write(part)


commands = [openapi, export]
