"""What can happen to a source."""

from headgate.core.journal.kinds import kind

CREATED = kind("source.created", "created the source {name}")
EDITED = kind("source.edited", "edited the source {name}", fold=True)
ARCHIVED = kind("source.archived", "archived the source {name}")
RESTORED = kind("source.restored", "restored the source {name}")
