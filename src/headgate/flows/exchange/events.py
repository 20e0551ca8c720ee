"""What can happen to an import."""

from headgate.core.journal.kinds import kind

UPLOADED = kind("import.uploaded", "uploaded {files} to import")
STARTED = kind("import.started", "began to import {files}")
FINISHED = kind("import.finished", "imported {files}: {said}")
CANCELLED = kind("import.cancelled", "stopped the import of {files}: {said}")
FAILED = kind("import.failed", "the import of {files} failed: {said}")
UNDOING = kind("import.undoing", "began to undo the import of {files}")
UNDONE = kind("import.undone", "undid the import of {files}: {said}")
