"""`headgate demo`: a believable company to look around in, beside what the store holds."""

import click

from headgate.app import demo as demonstration
from headgate.app import founding
from headgate.app.cli.said import settings
from headgate.app.migrating import open_migrated


@click.command()
@click.option("--email", default=founding.OWNER_EMAIL, show_default=True, help="Who is to own it.")
def demo(email: str) -> None:
    """Make a demo workspace with two years of deals; prints a sign-in link. The server must not run."""
    own = settings()
    store = open_migrated(own)
    try:
        ws = demonstration.build(store, email=email)
        holder = store.read(lambda tx: founding.member_for(tx, ws))
        click.echo(store.write(lambda tx: founding.signin_link(tx, own.address, ws, holder.id)))
    finally:
        store.close()


commands = [demo]
