"""What can happen to a custom field."""

from headgate.core.journal.kinds import kind

ADDED = kind("custom_field.added", "added the field {name}")
EDITED = kind("custom_field.edited", "edited the field {name}", fold=True)
ARCHIVED = kind("custom_field.archived", "archived the field {name}")
RESTORED = kind("custom_field.restored", "restored the field {name}")
