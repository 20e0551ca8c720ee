"""What can happen to a change of many deals."""

from headgate.core.journal.kinds import kind

STARTED = kind("bulk.started", "began to {what} {count} deals")
HANDING = kind("bulk.handing", "began to hand over {count} records of {owner} to {receiver}")
CONVERTING = kind("bulk.converting", "began to convert the field {name} ({becomes}): {count} values")
STOPPING = kind("bulk.stopping", "asked to stop: {what} {count} deals")
FINISHED = kind("bulk.finished", "{what} many: {said}")
CANCELLED = kind("bulk.cancelled", "stopped: {what} many: {said}")
FAILED = kind("bulk.failed", "could not {what} many: {said}")
UNDOING = kind("bulk.undoing", "began to undo: {what} {count} deals")
HANDING_STOPPED = kind("bulk.handing_stopping", "asked to stop handing over {count} records")
HANDING_UNDONE = kind("bulk.handing_undoing", "began to undo handing over {count} records")
CONVERTING_STOPPED = kind("bulk.converting_stopping", "asked to stop converting {count} values")
CONVERTING_UNDONE = kind("bulk.converting_undoing", "began to undo converting {count} values")
UNDONE = kind("bulk.undone", "undid: {what} many: {said}")
