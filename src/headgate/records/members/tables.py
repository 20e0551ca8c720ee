"""Tables of members and teams; outside any workspace: identities, sessions, tokens, one-time links."""

import sqlalchemy as sa

from headgate.store.schema import column, index, shared_index, shared_table, table
from headgate.store.types import Flag, Id, Instant, Json, Number, words

members = table(
    "member",
    column("id", Id("mem")),
    column("name", words()),
    column("name_key", words()),
    column("email", words(), null=True),
    column("email_key", words(), null=True),
    column("role", sa.Text()),
    column("own_role_id", Id("mrole"), null=True),
    column("status", sa.Text()),
    column("team_id", Id("team"), null=True),
    column("hue", Number),
    column("identity_id", Id("idn"), null=True),
    column("standing", sa.Text()),
    column("created_at", Instant()),
    column("version", Number),
    index("member_name", "name_key", "id"),
    index("member_email", "email_key", unique=True, where="email_key IS NOT NULL AND standing <> 'removed'"),
    index("member_team", "team_id"),
)

teams = table(
    "team",
    column("id", Id("team")),
    column("name", words()),
    column("name_key", words()),
    column("manager_id", Id("mem"), null=True),
    column("parent_id", Id("team"), null=True),
    column("region", words(), null=True),
    column("standing", sa.Text()),
    column("created_at", Instant()),
    column("version", Number),
    index("team_name", "name_key", "id"),
    index("team_manager", "manager_id"),
)

roles = table(
    "member_role",
    column("id", Id("mrole")),
    column("name", words()),
    column("name_key", words()),
    column("base", sa.Text()),
    column("permissions", Json()),
    column("reach", sa.Text()),
    column("standing", sa.Text()),
    column("created_at", Instant()),
    column("version", Number),
)
"""Roles of the workspace's own. `base`: the preset that each stands on; `permissions`: all that it grants."""

identities = shared_table(
    "identity",
    column("id", Id("idn")),
    column("email_key", words()),
    column("email", words()),
    column("password_hash", sa.Text(), null=True),
    column("created_at", Instant()),
    shared_index("identity_email", "email_key", unique=True),
)
"""A person who can sign in, once for all workspaces of the installation."""

memberships = shared_table(
    "membership",
    column("identity_id", Id("idn")),
    column("workspace_id", Id("ws")),
    column("member_id", Id("mem")),
    key=("identity_id", "workspace_id"),
)
"""Where an identity is a member, so that no search over all workspaces is needed at sign-in."""

sessions = shared_table(
    "session",
    column("digest", sa.Text()),
    column("id", Id("ses")),
    column("identity_id", Id("idn")),
    column("workspace_id", Id("ws")),
    column("member_id", Id("mem")),
    column("by_link", Flag()),
    column("browser", sa.Text(), null=True),
    column("system", sa.Text(), null=True),
    column("created_at", Instant()),
    column("expires_at", Instant()),
    column("seen_at", Instant()),
    shared_index("session_id", "id", unique=True),
    shared_index("session_identity", "identity_id"),
    shared_index("session_member", "workspace_id", "member_id"),
    key=("digest",),
)
"""The digest is of the cookie's secret; the id is what its owner sees, and opens nothing."""

api_tokens = shared_table(
    "api_token",
    column("digest", sa.Text()),
    column("workspace_id", Id("ws")),
    column("member_id", Id("mem")),
    column("id", Id("tok")),
    column("name", words()),
    column("scopes", Json()),
    column("created_at", Instant()),
    column("expires_at", Instant(), null=True),
    column("last_used_at", Instant(), null=True),
    column("revoked_at", Instant(), null=True),
    shared_index("api_token_member", "workspace_id", "member_id"),
    key=("digest",),
)

one_time_links = shared_table(
    "one_time_link",
    column("digest", sa.Text()),
    column("kind", sa.Text()),
    column("workspace_id", Id("ws")),
    column("member_id", Id("mem")),
    column("created_at", Instant()),
    column("expires_at", Instant()),
    column("used_at", Instant(), null=True),
    shared_index("one_time_link_member", "workspace_id", "member_id"),
    key=("digest",),
)

second_factors = shared_table(
    "second_factor",
    column("identity_id", Id("idn")),
    column("sealed", sa.Text()),
    column("last_step", Number),
    column("created_at", Instant()),
    column("confirmed_at", Instant(), null=True),
    key=("identity_id",),
)
"""The secret that codes are made of, encrypted; it counts once a code has confirmed it. `last_step`: the
half minute of the last code accepted, so that none is accepted twice."""

recovery_codes = shared_table(
    "recovery_code",
    column("identity_id", Id("idn")),
    column("digest", sa.Text()),
    key=("identity_id", "digest"),
)
"""Those that are not used yet."""

signin_attempts = shared_table(
    "signin_attempt",
    column("digest", sa.Text()),
    column("until", Number),
    shared_index("signin_attempt_until", "until"),
    key=("digest",),
)
"""Failures to prove who one is, by whatever they are counted by: each adds its share of time to `until`, in
microseconds of UTC; nothing is counted once that has passed."""

pending_signins = shared_table(
    "pending_signin",
    column("digest", sa.Text()),
    column("identity_id", Id("idn")),
    column("expires_at", Instant()),
    shared_index("pending_signin_identity", "identity_id"),
    key=("digest",),
)
"""Sign-ins whose password was right and whose code is to come; no session, and good for nothing else."""
