"""The API of one's own sessions: which there are, ending one, ending all others."""

from litestar import delete, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, change, read
from headgate.core.fields.given import is_id
from headgate.kit import clock
from headgate.kit.errors import not_found, unauthenticated
from headgate.records.members import sessions
from headgate.records.members.entering import Ended, OwnSession, OwnSessions
from headgate.records.members.session_routes import TAGS, own_session
from headgate.store.engine import Tx


def identity_of(tx: Tx, digest: str) -> str:
    """Whose session it is, across workspaces. Raises 401 when it has just ended."""
    stay = sessions.stay(tx, digest)
    if stay is None:
        raise unauthenticated()
    return stay.identity_id


@get(
    "/sessions",
    operation_id="listSessions",
    summary="Where one is signed in",
    description="One's own sessions in all workspaces. It takes a session: a token belongs to one workspace.",
    response_description="The sessions that have not ended.",
    tags=TAGS,
    opt={"permission": "self.edit"},
)
async def list_sessions(request: AnyRequest) -> OwnSessions:
    digest = own_session(request)

    def work(tx: Tx, actor: Actor) -> OwnSessions:
        found = tx.all(sessions.sessions_of_identity(), identity=identity_of(tx, digest), now=clock.now())
        made = [
            OwnSession(s.id, s.digest == digest, s.browser, s.system, s.by_link, s.created_at, s.seen_at)
            for s in found
        ]
        return OwnSessions(sorted(made, key=lambda each: not each.current))

    return await read(request, "self.edit", work)


@delete(
    "/sessions/{session_id:str}",
    operation_id="endSession",
    summary="End one of one's own sessions, at once",
    description="Whoever uses it is asked to sign in again. Ending the session that asks signs out.",
    tags=TAGS,
    opt={"permission": "self.edit"},
)
async def end_session(request: AnyRequest, session_id: FromPath[str]) -> None:
    digest = own_session(request)

    def work(tx: Tx, actor: Actor) -> None:
        identity = identity_of(tx, digest)
        query = sessions.delete_session_by_id()
        if not is_id("ses", session_id) or tx.one(query, identity=identity, id=session_id) is None:
            raise not_found("session")

    await change(request, "self.edit", work, keyed=False)


@post(
    "/sessions/end-others",
    operation_id="endOtherSessions",
    summary="End all of one's own sessions but this",
    description="For a device that was lost: everywhere else one has to sign in again. API tokens go on.",
    response_description="How many have ended.",
    tags=TAGS,
    opt={"permission": "self.edit"},
    status_code=200,
)
async def end_other_sessions(request: AnyRequest) -> Ended:
    digest = own_session(request)

    def work(tx: Tx, actor: Actor) -> Ended:
        identity = identity_of(tx, digest)
        # Those that ended by themselves are nothing to report.
        tx.run(sessions.delete_old_sessions(), identity=identity, now=clock.now())
        return Ended(tx.run(sessions.delete_other_sessions(), identity=identity, digest=digest))

    return await change(request, "self.edit", work, keyed=False)


routes: list[HTTPRouteHandler] = [list_sessions, end_session, end_other_sessions]
