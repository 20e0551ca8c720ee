"""What can happen to a workspace."""

from headgate.core.journal.kinds import kind

FOUNDED = kind("workspace.founded", "founded the workspace {name}")
EDITED = kind("workspace.edited", "edited the settings of the workspace", fold=True)
