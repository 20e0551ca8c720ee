"""The API of signing in and out, and of one's own password."""

from typing import TypeVar

from litestar import Response, delete, get, post
from litestar.datastructures import Cookie
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from headgate.core.access.actor import Actor
from headgate.core.edge import COOKIE, GUARD_HEADER, AnyRequest, change, credentials, house, read
from headgate.core.fields.given import wrong
from headgate.core.verbs.perform import perform
from headgate.kit import clock
from headgate.kit.errors import forbidden, unauthenticated
from headgate.records.members import identities, passwords, sessions
from headgate.records.members.attempts import address, attempts
from headgate.records.members.devices import device
from headgate.records.members.entering import (
    ChangePassword,
    CodeNeeded,
    Session,
    SignIn,
    SignInByLink,
    SwitchWorkspace,
)
from headgate.records.members.password_change import SetPassword
from headgate.records.members.queries import email_key
from headgate.records.members.signin import Entry, enter_by_link, enter_or_ask, session_of, switch
from headgate.store.engine import Tx

T = TypeVar("T")
TAGS = ["Session"]
SHOWN = "The session; its cookie comes with it."
WRONG = "The e-mail and the password do not match."


def guard(request: AnyRequest) -> None:
    """Raises 403 without the header that no other site's page can send: nobody is signed in unasked."""
    if GUARD_HEADER not in request.headers:
        raise forbidden("Requests that change something need the header “X-Headgate: 1”.")


def cookie(request: AnyRequest, secret: str, seconds: int) -> Cookie:
    secure = (house(request).public_url or request.url.scheme).startswith("https")
    return Cookie(
        key=COOKIE, value=secret, max_age=seconds, path="/", httponly=True, samesite="lax", secure=secure
    )


def session_cookie(request: AnyRequest, secret: str) -> Cookie:
    return cookie(request, secret, int(sessions.LIFE.total_seconds()))


def with_cookie(request: AnyRequest, session: Session, secret: str) -> Response[Session]:
    return Response(session, cookies=[session_cookie(request, secret)])


def entered(request: AnyRequest, entry: Entry) -> Response[Session]:
    return with_cookie(request, entry.session, entry.secret)


@post(
    "/session",
    operation_id="signIn",
    summary="Sign in with e-mail and password",
    description="Answers with `pending` and no cookie for who has a second factor: go on at `/session/code`.",
    response_description="The session with its cookie, or what is needed to send a code.",
    tags=TAGS,
    opt={"permission": "open"},
    status_code=200,
)
async def sign_in(request: AnyRequest, data: JSONBody[SignIn]) -> Response[Session | CodeNeeded]:
    guard(request)
    store, keys = house(request).store, (f"e-mail {email_key(data.email)}", f"address {address(request)}")
    await attempts(request).begin(*keys)
    identity = await store.reading(lambda tx: identities.by_email(tx, data.email))
    if not await passwords.fits(data.password, identity.password_hash if identity else None):
        raise unauthenticated(WRONG)
    await attempts(request).succeeded(*keys)
    found = identity
    if found is None:
        raise unauthenticated(WRONG)
    made = await store.writing(lambda tx: enter_or_ask(tx, found.id, device(request)))
    if isinstance(made, CodeNeeded):
        return Response(made)
    return Response(made.session, cookies=[session_cookie(request, made.secret)])


@post(
    "/session/link",
    operation_id="signInByLink",
    summary="Sign in with a link that works once",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "open"},
    status_code=200,
)
async def sign_in_by_link(request: AnyRequest, data: JSONBody[SignInByLink]) -> Response[Session]:
    guard(request)
    key = f"address {address(request)}"
    await attempts(request).begin(key)
    entry = await house(request).store.writing(lambda tx: enter_by_link(tx, data.token, device(request)))
    await attempts(request).succeeded(key)
    return entered(request, entry)


@get(
    "/session",
    operation_id="getSession",
    summary="Who is signed in; the session is good for thirty days from here",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "workspace.read"},
)
async def get_session(request: AnyRequest) -> Response[Session]:
    given = credentials(request)

    def work(tx: Tx, actor: Actor) -> tuple[Session, bool]:
        stay = sessions.stay(tx, given.digest) if given.kind == "session" else None
        due = stay is not None and clock.now() - stay.seen_at > sessions.EXTENDED_AFTER
        return session_of(tx, actor), due

    session, due = await read(request, "workspace.read", work)
    if not due:
        return Response(session)
    # Here and not at every request: reads do not write, and the application asks this when it opens.
    await house(request).store.writing(lambda tx: sessions.extend(tx, given.digest))
    return with_cookie(request, session, request.cookies[COOKIE])


@delete("/session", operation_id="signOut", summary="Sign out", tags=TAGS, opt={"permission": "open"})
async def sign_out(request: AnyRequest) -> Response[None]:
    given = credentials(request)
    if given.kind == "session":
        await house(request).store.writing(lambda tx: tx.run(sessions.delete_session(), digest=given.digest))
    return Response(None, cookies=[cookie(request, "", 0)])


@post(
    "/session/workspace",
    operation_id="switchWorkspace",
    summary="Go on in another workspace of the same person",
    response_description="The session there.",
    tags=TAGS,
    opt={"permission": "self.edit"},
    status_code=200,
)
async def switch_workspace(request: AnyRequest, data: JSONBody[SwitchWorkspace]) -> Session:
    given = own_session(request)
    return await change(
        request, "self.edit", lambda tx, actor: switch(tx, given, data.workspace_id), keyed=False
    )


def own_session(request: AnyRequest) -> str:
    """The digest of the session. Raises 403 for a token."""
    given = credentials(request)
    if given.kind != "session":
        raise forbidden("This takes a session, not a token.")
    return given.digest


@post(
    "/session/password",
    operation_id="changePassword",
    summary="Change one's own password; other sessions end",
    tags=TAGS,
    opt={"permission": "self.edit"},
    status_code=204,
)
async def change_password(request: AnyRequest, data: JSONBody[ChangePassword]) -> None:
    digest = own_session(request)

    def known(tx: Tx, actor: Actor) -> tuple[str | None, bool]:
        stay = sessions.stay(tx, digest)
        identity = stay and tx.one(identities.identity_by_id(), id=stay.identity_id)
        if not stay or not identity:
            raise unauthenticated()
        passwords.check_new(data.new, "/new", about=(identity.email, actor.name))
        by_link = stay.by_link and clock.now() - stay.created_at < sessions.EXTENDED_AFTER
        return identity.password_hash, by_link

    former, by_link = await read(request, "self.edit", known)
    if former is not None and not by_link:
        keys = (f"session {digest}", f"address {address(request)}")
        await attempts(request).begin(*keys)
        if not await passwords.fits(data.current or "", former):
            raise wrong("/current", "This is not your present password.")
        await attempts(request).succeeded(*keys)
    payload = SetPassword(await passwords.hashed(data.new), former, digest)
    await change(
        request, "self.edit", lambda tx, actor: perform(tx, actor, "password.change", [payload]), keyed=False
    )


routes: list[HTTPRouteHandler] = [
    sign_in,
    sign_in_by_link,
    get_session,
    sign_out,
    switch_workspace,
    change_password,
]
