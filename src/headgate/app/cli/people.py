"""`headgate user add`, `user reset-totp`, `token create`: who may come in."""

from typing import Any

import click
import msgspec

from headgate.app import founding
from headgate.app.cli import asking
from headgate.app.cli.said import settings
from headgate.core.access.roles import ROLES, SCOPES, Role
from headgate.core.verbs.perform import perform
from headgate.records.members.access import actor_of
from headgate.records.members.joining import enroll
from headgate.records.members.schemas import NewToken
from headgate.store.engine import Store, Tx
from headgate.store.open import open_store


def choice_of_workspace(command: Any) -> Any:
    return click.option("--workspace", help="Its name or id; the oldest when left out.")(command)


@click.group()
def user() -> None:
    """Members who can sign in."""


@user.command("add")
@click.argument("email")
@click.option("--name", help="How the member is called; the part before the @ when left out.")
@click.option("--role", type=click.Choice(ROLES), default="seller", show_default=True)
@choice_of_workspace
@asking.options
def add(
    email: str, name: str | None, role: Role, workspace: str | None, url: str | None, token: str | None
) -> None:
    """Add a member with EMAIL; prints a link to sign in with (a running server: an invitation)."""
    name = name or email.partition("@")[0]
    if url:
        made = asking.answer(url, token, "POST", "/members", {"name": name, "email": email, "role": role})
        click.echo(asking.answer(url, token, "POST", f"/members/{made['id']}/invitation")["url"])
        return
    own = settings()
    store = open_store(own.data, own.database_url)
    try:
        ws = which(store, workspace)

        def work(tx: Tx) -> str:
            member = enroll(tx, ws, name=name, email=email, role=role)
            return founding.signin_link(tx, own.address, ws, member)

        click.echo(store.write(work))
    finally:
        store.close()


@user.command("reset-totp")
@click.argument("email")
def reset_totp(email: str) -> None:
    """Take the second factor from EMAIL, who lost it; the password alone signs in until it is set up anew."""
    own = settings()
    store = open_store(own.data, own.database_url)
    try:
        store.write(lambda tx: founding.reset_second_factor(tx, email))
    finally:
        store.close()
    click.echo(f"Signing in as {email} no longer asks for a code.")


@click.group()
def token() -> None:
    """API tokens."""


@token.command("create")
@click.argument("name")
@click.option("--scopes", required=True, help=f"Separated by commas: {', '.join(SCOPES)}.")
@click.option("--email", help="The member whom it belongs to; an owner when left out.")
@choice_of_workspace
@asking.options
def create(
    name: str, scopes: str, email: str | None, workspace: str | None, url: str | None, token: str | None
) -> None:
    """Make an API token called NAME; prints its secret, which is shown this once."""
    wanted = [scope.strip() for scope in scopes.split(",") if scope.strip()]
    if url:
        body = {"name": name, "scopes": wanted}
        click.echo(asking.answer(url, token, "POST", "/tokens", body)["secret"])
        return
    own = settings()
    store = open_store(own.data, own.database_url)
    try:
        ws = which(store, workspace)

        def work(tx: Tx) -> str:
            holder = founding.member_for(tx, ws, email)
            new = msgspec.convert({"name": name, "scopes": wanted}, NewToken)
            ((_, secret),) = perform(tx, actor_of(tx, holder, None), "token.create", [new]).results
            return str(secret)

        click.echo(store.write(work))
    finally:
        store.close()


def which(store: Store, named: str | None) -> str:
    """The id of the workspace named, else of the oldest. Raises ClickException."""
    found = [each for each in founding.workspaces_of(store) if named in (None, each.id, each.name)]
    if not found:
        raise click.ClickException(
            f"There is no workspace {named!r}." if named else "There is no workspace yet."
        )
    return found[0].id


commands = [user, token]
