"""What can happen to roles and to the people on a deal."""

from headgate.core.journal.kinds import kind

ROLE_ADDED = kind("deal_role.added", "added the role {name}")
ROLE_EDITED = kind("deal_role.edited", "edited the role {name}", fold=True)
ADDED = kind("participant.added", "added {name} to the deal as {role}")
EDITED = kind("participant.edited", "made {name} {role} on the deal", fold=True)
MADE_MAIN = kind("participant.made_main", "made {name} the main contact of the deal")
REMOVED = kind("participant.removed", "took {name} off the deal")
HANDED_ON = kind("participant.handed_on", "took {name} along in a merge", together=True)
GIVEN_ROLE = kind("participant.given_role", "made {name} {role} in a merge", together=True)
