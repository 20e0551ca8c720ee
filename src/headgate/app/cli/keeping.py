"""`headgate migrate`, `backup`, `restore`, `verify`, `reindex`: looking after a store."""

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click

from headgate.app import nouns, sealkey
from headgate.app.backup import filling, writing
from headgate.app.cli.said import settings
from headgate.app.founding import workspaces_of
from headgate.app.migrating import backup_path, bring_up
from headgate.app.settings import Settings
from headgate.core.search.rebuild import rebuild
from headgate.core.search.verify import verify as verify_search
from headgate.records.deals.verify import verify as verify_deals
from headgate.records.lines.verify import verify as verify_lines
from headgate.store.engine import Store
from headgate.store.folder import FolderInUse, own_folder
from headgate.store.open import FILE, copy_folder, open_store, open_unchecked, put_back, soundness

SUFFIX = ".headgate"


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
@click.option(
    "--portable", is_flag=True, help="A file that the embedded store and a database of a team take."
)
@click.option("--no-key", is_flag=True, help="Leave out secret.key, which opens secrets of second factors.")
def backup(target: Path | None, portable: bool, no_key: bool) -> None:
    """Copy the store to TARGET, also while the server runs. Default: a new file in the folder of backups.

    A database is always copied to a portable file. The key of secrets goes along: keep the copy
    where nobody else can read it.
    """
    own = settings()
    portable = portable or own.database_url is not None
    if own.database_url is None and not (own.data / FILE).is_file():
        raise click.ClickException(f"There is no store in {own.data}.")
    target = target or backup_path(own.data, "backup", SUFFIX if portable else ".db")
    if target.exists():
        raise click.ClickException(f"{target} is there already.")
    key = None if no_key else sealkey.saved(own)
    if portable:
        with tempfile.TemporaryDirectory() as aside:
            store, _ = opened(own, Path(aside))
            try:
                writing.write(store, target, key)
            finally:
                store.close()
    else:
        copy_folder(own.data, target)
        if key is not None:
            sealkey.make(beside(target), key)
    click.echo(str(target))
    if own.secret_key is not None and not no_key:
        click.echo("The key of secrets is a setting here (secret_key): keep it too.", err=True)


def beside(target: Path) -> Path:
    """Where the key lies of a copy that is the store's own file."""
    return target.with_name(f"{target.name}.key")


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(source: Path, yes: bool) -> None:
    """Put the backup SOURCE in the place of the store, and verify it; the server must not run.

    The former embedded store is kept beside it. A database must be new and empty.
    """
    own = settings()
    if own.database_url is not None:
        if not zipfile.is_zipfile(source):
            raise click.ClickException(
                f"{source} is no portable backup: make one by `headgate backup --portable`."
            )
        store = open_unchecked(own.data, own.database_url)
        try:
            filled(store, source)
        finally:
            store.close()
        click.echo(f"Restored {source}.")
    else:
        if not yes:
            click.confirm(f"Replace the store in {own.data} by {source}?", abort=True)
        former = embedded(own, source)
        click.echo(f"Restored {source}." + (f" The former store is {former}." if former else ""))
    portable = zipfile.is_zipfile(source)
    key = filling.key_in(source) if portable else key_beside(source)
    if key is not None and (laid := sealkey.put_back(own, key)):
        click.echo(f"The former key of secrets is {laid}.")


def key_beside(source: Path) -> str | None:
    return beside(source).read_text("ascii") if beside(source).is_file() else None


def embedded(own: Settings, source: Path) -> Path | None:
    """Replaces the embedded store, by a portable backup once it is filled into a new file and verified."""
    own_folder(own.data).close()  # Refused now and not when the work is done.
    if not zipfile.is_zipfile(source):
        return put_back(own.data, source)
    with tempfile.TemporaryDirectory(dir=own.data, prefix="restoring-") as aside:
        store = open_unchecked(Path(aside))
        try:
            filled(store, source)
        finally:
            store.close()
        return put_back(own.data, Path(aside) / FILE)


def filled(store: Store, source: Path) -> None:
    """Raises BadBackup, and ClickException with what differs between the store and its journal."""
    filling.fill(store, source)
    if found := list(told(store)):
        raise click.ClickException("The restored store is not as it was:\n" + "\n".join(found))


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
            for said in told(store):
                wrong += 1
                click.echo(said)
        finally:
            store.close()
    click.echo("All is well." if not wrong else f"{wrong} differences.")
    raise SystemExit(1 if wrong else 0)


def told(store: Store) -> Iterator[str]:
    """What of each workspace differs from its journal."""
    for workspace in workspaces_of(store):
        for check in (verify_deals, verify_lines, verify_search):
            for said in check(store, workspace.id):
                yield f"{workspace.name}: {said}"


@click.command()
def reindex() -> None:
    """Build the index of the search anew from the records; the embedded store's server must not run."""
    own = settings()
    nouns.load()
    store = open_store(own.data, own.database_url)
    try:
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


commands = [migrate, backup, restore, verify, reindex]
