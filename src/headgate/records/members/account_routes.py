"""The API of one's own account, all parts of it: signing in, sessions, invitations, the second factor."""

from litestar.handlers import HTTPRouteHandler

from headgate.records.members import (
    invitation_routes,
    second_factor_routes,
    session_list_routes,
    session_routes,
)

routes: list[HTTPRouteHandler] = [
    *session_routes.routes,
    *session_list_routes.routes,
    *second_factor_routes.routes,
    *invitation_routes.routes,
]
