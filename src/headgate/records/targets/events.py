"""What can happen to a target."""

from headgate.core.journal.kinds import kind

CREATED = kind("target.created", "set a target from {starts_on} to {ends_on}")
EDITED = kind("target.edited", "changed a target", fold=True)
ASSIGNED = kind("target.assigned", "gave a target to another member")
ARCHIVED = kind("target.archived", "put a target away")
RESTORED = kind("target.restored", "brought a target back")
