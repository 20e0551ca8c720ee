"""What can happen to a change of many deals."""

from headgate.core.journal.kinds import kind

STARTED = kind("bulk.started", "began to {what} {count} deals")
STOPPING = kind("bulk.stopping", "asked to stop: {what} {count} deals")
FINISHED = kind("bulk.finished", "{what} many: {said}")
CANCELLED = kind("bulk.cancelled", "stopped: {what} many: {said}")
FAILED = kind("bulk.failed", "could not {what} many: {said}")
UNDOING = kind("bulk.undoing", "began to undo: {what} {count} deals")
UNDONE = kind("bulk.undone", "undid: {what} many: {said}")
