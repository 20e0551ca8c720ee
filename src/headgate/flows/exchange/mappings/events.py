"""What can happen to a saved mapping."""

from headgate.core.journal.kinds import kind

CREATED = kind("import_mapping.created", "kept the mapping {name} of imported files")
EDITED = kind("import_mapping.edited", "changed the mapping {name} of imported files", fold=True)
ARCHIVED = kind("import_mapping.archived", "put the mapping {name} of imported files away")
RESTORED = kind("import_mapping.restored", "brought the mapping {name} of imported files back")
USED = kind("import.mapped", "took the mapping {name} for {file}")
