"""What can happen to members, teams and tokens."""

from headgate.core.journal.kinds import kind

MEMBER_ADDED = kind("member.added", "added {name}")
MEMBER_EDITED = kind("member.edited", "edited {name}", fold=True)
MEMBER_INVITED = kind("member.invited", "invited {name}")
MEMBER_JOINED = kind("member.joined", "joined as {name}")
MEMBER_DEACTIVATED = kind("member.deactivated", "deactivated {name}")
MEMBER_ACTIVATED = kind("member.activated", "activated {name}")
PASSWORD_CHANGED = kind("member.password_changed", "changed the own password")
SECOND_FACTOR_ON = kind("member.second_factor_on", "turned on the second factor at sign-in")
SECOND_FACTOR_OFF = kind("member.second_factor_off", "turned off the second factor at sign-in")
SECOND_FACTOR_RESET = kind("member.second_factor_reset", "reset the second factor of {name}")
TEAM_ADDED = kind("team.added", "added the team {name}")
TEAM_EDITED = kind("team.edited", "edited the team {name}", fold=True)
TEAM_ARCHIVED = kind("team.archived", "archived the team {name}")
ROLE_ADDED = kind("member_role.added", "added the role {name}")
ROLE_EDITED = kind("member_role.edited", "edited the role {name}", fold=True)
ROLE_ARCHIVED = kind("member_role.archived", "archived the role {name}")
TOKEN_CREATED = kind("token.created", "created the token {name}")
TOKEN_REVOKED = kind("token.revoked", "revoked the token {name}")
