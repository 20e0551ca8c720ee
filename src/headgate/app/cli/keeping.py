"""`headgate migrate`, `backup`, `restore`, `verify`, `reindex`: looking after a store."""

import tempfile
from pathlib import Path

import click

from headgate.app import nouns
from headgate.app.cli.said import settings
from headgate.app.founding import workspaces_of
from headgate.app.migrating import backup_path, bring_up
from headgate.app.settings import Settings
from headgate.core.search.rebuild import fill_waiting, rebuild
from headgate.core.search.verify import verify as verify_search
from headgate.records.deals.verify import verify as verify_deals
from headgate.store.engine import Store
from headgate.store.folder import FolderInUse
from headgate.store.open import FILE, copy_folder, open_store, open_unchecked, put_back, soundness

ELSEWHERE = "This store is a database of its own: use its tools (`pg_dump`, `pg_restore`)."


@click.command()
@click.option("--backed-up", is_flag=True, help="You have a backup of the database.")
def migrate(backed_up: bool) -> None:
    """Bring the store up to this version; the embedded one is backed up first."""
    own = settings()
    store = open_unchecked(own.data, own.database_url)
    try:
        run = bring_up(store, own.data, backed_up=backed_up)
    finally:
        store.close()
    click.echo(f"Ran {', '.join(f'{number:04}' for number in run)}." if run else "Nothing to do.")


@click.command()
@click.argument("target", required=False, type=click.Path(path_type=Path, dir_okay=False))
def backup(target: Path | None) -> None:
    """Copy the store to TARGET, also while the server runs. Default: a new file in the folder of backups."""
    own = embedded()
    if not (own.data / FILE).is_file():
        raise click.ClickException(f"There is no store in {own.data}.")
    target = target or backup_path(own.data, "backup")
    if target.exists():
        raise click.ClickException(f"{target} is there already.")
    copy_folder(own.data, target)
    click.echo(str(target))


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(source: Path, yes: bool) -> None:
    """Put the backup SOURCE in the place of the store; the server must not run. The former store is kept."""
    own = embedded()
    if not yes:
        click.confirm(f"Replace the store in {own.data} by {source}?", abort=True)
    former = put_back(own.data, source)
    click.echo(f"Restored {source}." + (f" The former store is {former}." if former else ""))


@click.command()
def verify() -> None:
    """Check the file, what is derived from the journal, and the index of the search; ends with 1 where
    something differs."""
    own = settings()
    nouns.load()
    wrong = 0
    with tempfile.TemporaryDirectory() as aside:
        store, folder = opened(own, Path(aside))
        try:
            if own.database_url is None and (said := soundness(folder)):
                wrong += 1
                click.echo(f"the file: {said}")
            for workspace in workspaces_of(store):
                for check in (verify_deals, verify_search):
                    for said in check(store, workspace.id):
                        wrong += 1
                        click.echo(f"{workspace.name}: {said}")
        finally:
            store.close()
    click.echo("All is well." if not wrong else f"{wrong} differences.")
    raise SystemExit(1 if wrong else 0)


@click.command()
def reindex() -> None:
    """Build the index of the search anew from the records; the embedded store's server must not run."""
    own = settings()
    nouns.load()
    store = open_store(own.data, own.database_url)
    try:
        fill_waiting(store)
        for workspace in workspaces_of(store):
            rebuild(store, workspace.id)
            click.echo(f"{workspace.name}: done.")
    finally:
        store.close()


def opened(own: Settings, aside: Path) -> tuple[Store, Path]:
    """The store; a copy of it where a running server owns it."""
    try:
        return open_store(own.data, own.database_url), own.data
    except FolderInUse:
        copy_folder(own.data, aside / FILE)
        return open_store(aside), aside


def embedded() -> Settings:
    own = settings()
    if own.database_url is not None:
        raise click.ClickException(ELSEWHERE)
    return own


commands = [migrate, backup, restore, verify, reindex]
