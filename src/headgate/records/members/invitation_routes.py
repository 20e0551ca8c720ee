"""The API of invitations: what one is for, and taking it up."""

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headgate.core.edge import AnyRequest, house
from headgate.core.fields.given import wrong
from headgate.records.members import identities, joining, passwords, second_factor
from headgate.records.members.attempts import address, attempts, code_keys
from headgate.records.members.devices import device
from headgate.records.members.entering import AcceptInvitation, Invitation, Session
from headgate.records.members.queries import email_key
from headgate.records.members.session_routes import SHOWN, TAGS, entered, guard
from headgate.records.members.signin import Entry, check_code, enter
from headgate.store.engine import Tx


@get(
    "/invitations/{token:str}",
    operation_id="getInvitation",
    summary="What an invitation is for",
    response_description="The workspace and the person invited.",
    tags=TAGS,
    opt={"permission": "open"},
)
async def get_invitation(request: AnyRequest, token: FromPath[str]) -> Invitation:
    return (await house(request).store.reading(lambda tx: joining.invitation(tx, token)))[0]


@post(
    "/invitations/accept",
    operation_id="acceptInvitation",
    summary="Join a workspace; a known e-mail asks for the password that it has",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "open"},
    status_code=200,
)
async def accept_invitation(request: AnyRequest, data: JSONBody[AcceptInvitation]) -> Response[Session]:
    guard(request)
    own = house(request)
    store = own.store
    invitation, former = await store.reading(lambda tx: joining.invitation(tx, data.token))
    hashed: str | None = None
    if former is None:
        passwords.check_new(data.password, "/password", about=(invitation.email, data.name))
        hashed = await passwords.hashed(data.password)
    else:
        of_password = (f"e-mail {email_key(invitation.email)}", f"address {address(request)}")
        await attempts(request).begin(*of_password)
        if not await passwords.fits(data.password, former):
            raise wrong("/password", "This e-mail has a password here already, and it is another one.")
        await attempts(request).succeeded(*of_password)
    asked = await store.reading(lambda tx: asks_code(tx, invitation.email))
    keys = code_keys(request, asked) if asked else ()
    if asked and not data.code:
        raise wrong("/code", "Write the code of your authenticator too, or a recovery code.")
    await attempts(request).begin(*keys)

    def work(tx: Tx) -> Entry:
        who, identity_id = joining.accept(tx, data.token, data.name, former=former, password_hash=hashed)
        check_code(tx, own.sealer, identity_id, data.code or "")
        return enter(tx, identity_id, device(request), who.workspace_id)

    entry = await store.writing(work)
    await attempts(request).succeeded(*keys)
    return entered(request, entry)


def asks_code(tx: Tx, email: str) -> str | None:
    """The identity of that e-mail, if its sign-in asks for a code."""
    found = identities.by_email(tx, email)
    return found.id if found and second_factor.confirmed(tx, found.id) else None


routes: list[HTTPRouteHandler] = [get_invitation, accept_invitation]
