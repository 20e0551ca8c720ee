"""What can happen to an import."""

from headgate.core.journal.kinds import kind

UPLOADED = kind("import.uploaded", "uploaded {files} to import")
PLANNED = kind("import.planned", "planned the import of {files}", fold=True)
CHECKING = kind("import.checking", "began to check the import of {files}")
CHECKED = kind("import.checked", "checked the import of {files}: {said}")
STARTED = kind("import.started", "began to import {files}")
STOPPING = kind("import.stopping", "asked to stop the import of {files}")
FINISHED = kind("import.finished", "imported {files}: {said}")
CANCELLED = kind("import.cancelled", "stopped the import of {files}: {said}")
FAILED = kind("import.failed", "the import of {files} failed: {said}")
UNDOING = kind("import.undoing", "began to undo the import of {files}")
UNDONE = kind("import.undone", "undid the import of {files}: {said}")
