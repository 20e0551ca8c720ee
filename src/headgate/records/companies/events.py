"""What can happen to a company."""

from headgate.core.journal.kinds import kind

CREATED = kind("company.created", "created the company {name}")
EDITED = kind("company.edited", "edited the company {name}", fold=True)
ARCHIVED = kind("company.archived", "archived the company {name}")
RESTORED = kind("company.restored", "restored the company {name}")
