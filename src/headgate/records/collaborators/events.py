"""What can happen to collaborators."""

from headgate.core.journal.kinds import kind

ADDED = kind("collaborator.added", "shared the deal with {name}, {right}")
EDITED = kind("collaborator.edited", "shared the deal with {name} anew, {right}", fold=True)
REMOVED = kind("collaborator.removed", "no longer shared the deal with {name}")
