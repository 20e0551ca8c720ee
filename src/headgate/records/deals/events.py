"""What can happen to a deal."""

from headgate.core.journal.kinds import kind

CREATED = kind("deal.created", "created the deal in {stage}")
EDITED = kind("deal.edited", "edited the deal", fold=True)
FOLLOWED = kind("deal.followed", "made the value what the lines come to", follows=True)
ASSIGNED = kind("deal.assigned", "assigned the deal to {owner}", fold=True)
MOVED = kind("deal.moved", "moved the deal from {from_stage} to {to_stage}")
PLACED = kind("deal.placed", "reordered the deal on the board", fold=True)
WON = kind("deal.won", "won the deal")
LOST = kind("deal.lost", "lost the deal: {reason}")
REOPENED = kind("deal.reopened", "reopened the deal in {to_stage}: {reason}")
SNOOZED = kind("deal.snoozed", "snoozed the deal until {until}")
WOKEN = kind("deal.woken", "woke the deal")
ARCHIVED = kind("deal.archived", "archived the deal")
RESTORED = kind("deal.restored", "restored the deal")
DELETED = kind("deal.deleted", "deleted the deal: {reason}")
TOLD = kind("deal.told", "came to “{what}” after its end")
MERGED = kind("deal.merged", "merged “{other}” into the deal", together=True)
ABSORBED = kind("deal.absorbed", "merged the deal into “{into}”", together=True)
UNDONE = kind("deal.undone", "undid: {what}")
