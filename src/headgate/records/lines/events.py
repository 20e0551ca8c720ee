"""What can happen to the lines of a deal."""

from headgate.core.journal.kinds import kind

ADDED = kind("deal_line.added", "added {quantity} × {name} to the deal")
EDITED = kind("deal_line.edited", "changed the line {name}", fold=True)
MOVED = kind("deal_line.moved", "put the line {name} at place {place}", fold=True)
REMOVED = kind("deal_line.removed", "took the line {name} off the deal")
HANDED_ON = kind("deal_line.handed_on", "took the line {name} along in a merge", together=True)
LEFT_OUT = kind("deal_line.left_out", "left the line {name} out in a merge", together=True)
