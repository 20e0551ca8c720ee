"""The API of one's own second factor: set up, confirm, turn off; and the second step of signing in."""

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, change, house, read
from headgate.core.fields.given import wrong
from headgate.core.verbs.perform import perform
from headgate.kit import totp
from headgate.kit.errors import conflict, unauthenticated
from headgate.records.members import identities, passwords, pending, second_factor, sessions
from headgate.records.members.attempts import address, attempts, code_keys
from headgate.records.members.devices import device
from headgate.records.members.entering import (
    ConfirmFactor,
    NewFactor,
    ProvePassword,
    RecoveryCodes,
    SecondFactor,
    Session,
    SignInWithCode,
    TurnOffFactor,
)
from headgate.records.members.qr import qr_code
from headgate.records.members.second_factor_change import OwnFactor
from headgate.records.members.session_routes import SHOWN, TAGS, entered, guard, own_session
from headgate.records.members.signin import WRONG_CODE, Entry, check_code, enter
from headgate.store.engine import Tx

ISSUER = "Headgate"
TOO_LATE = "This sign-in has waited too long or is over. Begin again with your password."
NO_PASSWORD = "Set a password first: the code is asked for after it."


def identity_of(tx: Tx, digest: str) -> identities.Identity:
    """Whose session it is. Raises 401 when it has just ended."""
    stay = sessions.stay(tx, digest)
    identity = stay and tx.one(identities.identity_by_id(), id=stay.identity_id)
    if not identity:
        raise unauthenticated()
    return identity


async def proven(request: AnyRequest, password: str) -> identities.Identity:
    """The person of the session, who knows the password. Raises 403 for a token, 422, 429."""
    digest = own_session(request)
    identity = await read(request, "self.edit", lambda tx, actor: identity_of(tx, digest))
    if identity.password_hash is None:
        raise wrong("/password", NO_PASSWORD)
    keys = (f"session {digest}", f"address {address(request)}")
    await attempts(request).begin(*keys)
    if not await passwords.fits(password, identity.password_hash):
        raise wrong("/password", "This is not your present password.")
    await attempts(request).succeeded(*keys)
    return identity


@post(
    "/session/code",
    operation_id="signInWithCode",
    summary="The second step of signing in: a code, or a recovery code",
    description="After `signIn` has answered with `pending`. A code is taken once; so is a recovery code.",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "open"},
    status_code=200,
)
async def sign_in_with_code(request: AnyRequest, data: JSONBody[SignInWithCode]) -> Response[Session]:
    guard(request)
    own = house(request)
    identity_id = await own.store.reading(lambda tx: pending.whose(tx, data.pending))
    if identity_id is None:
        raise unauthenticated(TOO_LATE)
    keys = code_keys(request, identity_id)
    await attempts(request).begin(*keys)

    def work(tx: Tx) -> Entry:
        if pending.use(tx, data.pending) != identity_id:
            raise unauthenticated(TOO_LATE)
        check_code(tx, own.sealer, identity_id, data.code)
        return enter(tx, identity_id, device(request))

    entry = await own.store.writing(work)
    await attempts(request).succeeded(*keys)
    return entered(request, entry)


@get(
    "/session/second-factor",
    operation_id="getSecondFactor",
    summary="Whether signing in asks oneself for a code",
    response_description="Whether it does, and how many recovery codes are left.",
    tags=TAGS,
    opt={"permission": "self.edit"},
)
async def get_second_factor(request: AnyRequest) -> SecondFactor:
    digest = own_session(request)

    def work(tx: Tx, actor: Actor) -> SecondFactor:
        identity = identity_of(tx, digest)
        factor = second_factor.confirmed(tx, identity.id)
        left = int(tx.one(second_factor.count_recovery_codes(), identity=identity.id) or 0)
        since = factor.confirmed_at if factor else None
        return SecondFactor(factor is not None, since, left, identity.password_hash is not None)

    return await read(request, "self.edit", work)


@post(
    "/session/second-factor",
    operation_id="setUpSecondFactor",
    summary="Begin to set up an authenticator",
    description="Nothing changes at sign-in until a code confirms it; beginning again gives a new secret.",
    response_description="What the authenticator needs.",
    tags=TAGS,
    opt={"permission": "self.edit"},
    status_code=200,
)
async def set_up_second_factor(request: AnyRequest, data: JSONBody[ProvePassword]) -> NewFactor:
    identity = await proven(request, data.password)
    sealer = house(request).sealer

    def work(tx: Tx, actor: Actor) -> bytes:
        return second_factor.begin(tx, sealer, identity.id)

    secret = await change(request, "self.edit", work, keyed=False)
    uri = totp.uri(secret, identity.email, ISSUER)
    return NewFactor(totp.written(secret), uri, qr_code(uri))


def set_up_of(tx: Tx, digest: str) -> tuple[identities.Identity, second_factor.Factor]:
    """Whose session it is, and the authenticator that waits for its first code. Raises 409 without one."""
    identity = identity_of(tx, digest)
    factor = tx.one(second_factor.factor_of(), identity=identity.id)
    if factor is None:
        raise conflict("No authenticator is being set up. Begin with your password.")
    return identity, factor


@post(
    "/session/second-factor/confirm",
    operation_id="confirmSecondFactor",
    summary="Turn the second factor on with a first code",
    description="From now on signing in with the password asks for a code. Sessions that are open go on.",
    response_description="Ten recovery codes, shown this once.",
    tags=TAGS,
    opt={"permission": "self.edit"},
    status_code=200,
)
async def confirm_second_factor(request: AnyRequest, data: JSONBody[ConfirmFactor]) -> RecoveryCodes:
    digest, sealer = own_session(request), house(request).sealer
    begun = await read(request, "self.edit", lambda tx, actor: set_up_of(tx, digest)[0])
    keys = code_keys(request, begun.id)
    await attempts(request).begin(*keys)

    def work(tx: Tx, actor: Actor) -> list[str]:
        identity, factor = set_up_of(tx, digest)
        if not second_factor.takes_code(tx, sealer, identity.id, factor, data.code):
            raise wrong("/code", WRONG_CODE)
        codes: list[str] = perform(tx, actor, "second_factor.turn_on", [OwnFactor(digest)]).results[0]
        return codes

    codes = await change(request, "self.edit", work, keyed=False)
    await attempts(request).succeeded(*keys)
    return RecoveryCodes(codes)


@post(
    "/session/second-factor/off",
    operation_id="turnOffSecondFactor",
    summary="Turn the second factor off",
    description="Takes the password, and a code or a recovery code. The recovery codes are gone with it.",
    tags=TAGS,
    opt={"permission": "self.edit"},
    status_code=204,
)
async def turn_off_second_factor(request: AnyRequest, data: JSONBody[TurnOffFactor]) -> None:
    identity = await proven(request, data.password)
    digest, sealer = own_session(request), house(request).sealer
    if not await read(request, "self.edit", lambda tx, actor: second_factor.confirmed(tx, identity.id)):
        raise conflict("Sign-in does not ask you for a code: there is nothing to turn off.")
    keys = code_keys(request, identity.id)
    await attempts(request).begin(*keys)

    def work(tx: Tx, actor: Actor) -> None:
        check_code(tx, sealer, identity.id, data.code)
        perform(tx, actor, "second_factor.turn_off", [OwnFactor(digest)])

    await change(request, "self.edit", work, keyed=False)
    await attempts(request).succeeded(*keys)


routes: list[HTTPRouteHandler] = [
    sign_in_with_code,
    get_second_factor,
    set_up_second_factor,
    confirm_second_factor,
    turn_off_second_factor,
]
