"""What can happen to an activity."""

from headgate.core.journal.kinds import kind

PLANNED = kind("activity.planned", "planned the {word} “{name}”")
LOGGED = kind("activity.logged", "logged the {word} “{name}”")
EDITED = kind("activity.edited", "edited the {word} “{name}”", fold=True)
DONE = kind("activity.done", "did the {word} “{name}”")
REOPENED = kind("activity.reopened", "took up the {word} “{name}” again")
CANCELLED = kind("activity.cancelled", "cancelled the {word} “{name}”")
HANDED_ON = kind("activity.handed_on", "took the {word} “{name}” along in a merge", together=True)
