"""The API of API tokens."""

import msgspec
from litestar import delete, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, change
from headgate.core.verbs.perform import Outcome
from headgate.records.members.schemas import NewToken, RevokeToken, Token, Tokens
from headgate.records.members.tokens import token_of, tokens_of
from headgate.store.engine import Tx

TAGS = ["Tokens"]


def with_secret(tx: Tx, actor: Actor, outcome: Outcome) -> Token:
    id_, secret = outcome.results[0]
    return msgspec.structs.replace(token_of(tx, actor.workspace_id, id_), secret=secret)


def without_secret(token: Token) -> Token:
    return msgspec.structs.replace(token, secret=None)


@get(
    "/tokens",
    operation_id="listTokens",
    summary="One's own tokens; for who may edit members, everybody's",
    response_description="The tokens that are not revoked, without their secrets.",
    tags=TAGS,
    opt={"permission": "token.edit"},
)
async def list_tokens(request: AnyRequest) -> Tokens:
    # A change, because the moments of use that were noted in memory are written first.
    return await change(request, "token.edit", lambda tx, actor: Tokens(tokens_of(tx, actor)), keyed=False)


@post(
    "/tokens",
    operation_id="createToken",
    summary="Make a token for oneself; its secret is shown this once",
    response_description="The token with its secret; without it when an Idempotency-Key is repeated.",
    tags=TAGS,
    opt={"permission": "token.edit"},
)
async def create_token(request: AnyRequest, data: JSONBody[NewToken]) -> Token:
    return await act(request, "token.create", data, with_secret, kept=without_secret)


@delete(
    "/tokens/{token_id:str}",
    operation_id="revokeToken",
    summary="Revoke a token, at once and for good",
    tags=TAGS,
    opt={"permission": "token.edit"},
)
async def revoke_token(request: AnyRequest, token_id: FromPath[str]) -> None:
    await act(request, "token.revoke", RevokeToken(token_id), lambda tx, actor, outcome: None)


routes: list[HTTPRouteHandler] = [list_tokens, create_token, revoke_token]
