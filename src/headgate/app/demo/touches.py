"""Calls, meetings, mails, tasks and notes around a demo deal, and the next step of those still open."""

from dataclasses import replace
from datetime import timedelta

from headgate.app.demo import words
from headgate.app.demo.days import SPAN
from headgate.app.demo.lives import Life, Step
from headgate.records.activities.schemas import DoActivity, Kind, NewActivity

RATE = (0.10, 0.13, 0.14, 0.13, 0.14, 0.16)
"""Touches a day in each stage."""
MOST = 6
KINDS: tuple[Kind, ...] = ("call", "email", "meeting", "note", "task")
OFTEN = (
    (50, 34, 4, 10, 2),
    (38, 26, 18, 14, 4),
    (26, 20, 34, 14, 6),
    (28, 28, 18, 16, 10),
    (34, 22, 22, 12, 10),
    (30, 26, 20, 10, 14),
)
"""How often each kind is used in each stage."""
NEXT = (("overdue", 13), ("today", 10), ("later", 55), ("none", 22))


def contact(life: Life) -> str:
    """The one person that the deal's seller speaks with."""
    return f"{life.rng.choice(words.FIRST)} {life.rng.choice(words.LAST)}"


def add_touches(life: Life) -> None:
    """Puts the activities among the steps of a life, in the order of time."""
    who = contact(life)
    for stage, start, end in life.stays:
        length = end - start
        count = min(MOST, int(length * RATE[stage] + life.rng.random()))
        for day in sorted(life.rng.uniform(start, end) for _ in range(count)):
            touch(life, stage, day, who)
    if life.status == "open":
        plan_next(life, who)
    first = life.steps[0].at
    late = [step for step in life.steps if step.at > first]
    life.steps[1:] = sorted(late, key=lambda step: step.at)


def subject(life: Life, kind: Kind, stage: int, who: str) -> str:
    texts = {"call": words.CALLS, "email": words.EMAILS, "task": words.TASKS, "note": words.NOTES}
    return life.rng.choice(texts.get(kind, words.MEETINGS[stage])).format(who=who.partition(" ")[0])


def touch(life: Life, stage: int, day: float, who: str) -> None:
    """One thing done; a meeting was planned before."""
    rng = life.rng
    (kind,) = rng.choices(KINDS, OFTEN[stage])
    workday = life.days.workday(day)
    if workday >= SPAN:
        return
    at = max(life.days.instant(workday, rng), life.steps[0].at + timedelta(minutes=20))
    text = subject(life, kind, stage, who)
    outcome = rng.choice(words.OUTCOMES) if kind in ("call", "meeting") and rng.random() < 0.7 else None
    if kind == "note":
        new = NewActivity(kind="note", subject=text, done=True, done_at=at)
        life.steps.append(Step(at, "activity.add", new))
        return
    new = NewActivity(kind=kind, subject=text, outcome=outcome, done=True, done_at=at)
    new.direction = ("in" if rng.random() < 0.35 else "out") if kind in ("call", "email") else None
    planned = at - timedelta(days=rng.choice((1, 2, 3, 6, 7)), minutes=rng.randrange(240))
    if kind not in ("meeting", "task") or planned <= life.steps[0].at:
        life.steps.append(Step(at, "activity.add", new))
        return
    name = f"planned{len(life.steps)}"
    plan = NewActivity(kind=kind, subject=text, due_at=at.replace(minute=at.minute // 15 * 15, second=0))
    life.steps.append(Step(planned, "activity.add", plan, makes=name))
    life.steps.append(Step(at, "activity.do", DoActivity(done_at=at, outcome=outcome), takes=name))


def plan_next(life: Life, who: str) -> None:
    """The next step of an open deal: overdue, today, later, or nobody has thought of one."""
    rng, days = life.rng, life.days
    (when,) = rng.choices([name for name, _ in NEXT], [weight for _, weight in NEXT])
    if when == "none":
        return
    ahead = {"overdue": -rng.randint(1, 9), "today": 0, "later": rng.randint(1, 16)}[when]
    day = SPAN + ahead if when != "later" else days.workday(SPAN + ahead)
    (kind,) = rng.choices(KINDS[:3], OFTEN[life.stage][:3])
    new = NewActivity(kind=kind, subject=subject(life, kind, life.stage, who))
    if rng.random() < 0.4:
        new.due_on = days.text(day)
    else:
        new.due_at = days.instant(day, rng).replace(second=0)
    last = max(step.at for step in life.steps)
    planned = max(last + timedelta(minutes=5), life.steps[0].at)
    life.steps.append(replace(Step(planned, "activity.add", new)))
