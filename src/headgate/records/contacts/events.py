"""What can happen to a contact."""

from headgate.core.journal.kinds import kind

CREATED = kind("contact.created", "created the contact {name}")
EDITED = kind("contact.edited", "edited the contact {name}", fold=True)
ARCHIVED = kind("contact.archived", "archived the contact {name}")
RESTORED = kind("contact.restored", "restored the contact {name}")
