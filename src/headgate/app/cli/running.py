"""`headgate up` and `headgate serve`: start the server."""

import socket
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from headgate.app import founding
from headgate.app.api import create_app
from headgate.app.cli.said import settings
from headgate.app.logs import begin
from headgate.app.migrating import open_migrated
from headgate.app.serving import serve, serve_many
from headgate.app.settings import Settings
from headgate.store.engine import Store
from headgate.store.folder import say_owner
from headgate.store.open import open_store

DEMO = "headgate.app.demo"


@click.command()
@click.option("--no-demo", is_flag=True, help="A new store gets an empty workspace alone.")
def up(no_demo: bool) -> None:
    """Start everything: data folder, migrations, a first workspace, the server; prints a sign-in link."""
    own = settings()
    begin(own)
    check_port(own)
    store = open_migrated(own)
    link = first_link(store, own, demo=not no_demo)
    run(store, own, lambda: announce(own, link))


@click.command("serve")
def serve_command() -> None:
    """Start the server alone, for a service manager; the store must be migrated."""
    own = settings()
    begin(own)
    check_port(own)
    store = open_store(own.data, own.database_url)
    run(store, own, lambda: click.echo(f"Headgate serves {own.address}"))


def check_port(own: Settings) -> None:
    """Raises ClickException when another program listens there: the server itself would share the port."""
    family = socket.AF_INET6 if ":" in own.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((own.host, own.port))
        except OSError as error:
            raise click.ClickException(
                f"Port {own.port} of {own.host} cannot be used ({error.strerror}). Choose another: "
                f"HEADGATE_PORT={own.port + 1}"
            ) from None


def run(store: Store, own: Settings, ready: Callable[[], None]) -> None:
    if own.workers > 1:
        store.close()
        ready()
        serve_many(own)
        return

    def started() -> None:
        if own.database_url is None:
            say_owner(own.data, f"the server at {own.address}")
        ready()

    serve(create_app(store, own), own, started)


def first_link(store: Store, own: Settings, *, demo: bool) -> str:
    """A link for an owner of the first workspace; a new store gets its workspaces here."""
    if not founding.workspaces_of(store):
        if demo and find_spec(DEMO):
            click.echo("Making the demo workspace …")
            import_module(DEMO).build(store, email=founding.OWNER_EMAIL)
        store.write(founding.empty_workspace)
    return store.write(lambda tx: founding.link_for_owner(tx, own.address))


def announce(own: Settings, link: str) -> None:
    where = (own.database_url and "a database") or f"the folder {Path(own.data).resolve()}"
    click.echo(f"\nHeadgate runs on {own.address} with {where}.\nSign in once with this link:\n\n  {link}\n")


commands = [up, serve_command]
