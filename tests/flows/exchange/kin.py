"""Files made up with the defects of public samples: ids in place of names, namesakes, dates that are missing
or of the day of entry, other encodings, people with several addresses."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from tests.flows.exchange.twin import table

STAGES = {"Lead": 0.1, "Qualify": 0.2, "Proposal": 0.6}
REGIONS = ("East", "Central", "West")
SOURCES = ("Google", "google", "Olark Chat", "")
FIRST = ("Ana", "José", "Łukasz", "Zoë", "O'Neil")
LAST = ("García", "Müller", "van der Berg", "Ng")


@dataclass
class Kin:
    """The files as bytes, and what they come to."""

    files: dict[str, bytes]
    by_stage: dict[str, int] = field(default_factory=dict)
    revenue: int = 0
    weighted: float = 0.0
    won: int = 0
    lost: int = 0


def tracking(deals: int = 60, seed: int = 3) -> Kin:
    """A table of facts that names everything by ids of the tables beside it; one deal stands in two lines,
    and two accounts have one name."""
    chance = random.Random(seed)
    made = Kin({}, dict.fromkeys(STAGES, 0))
    stages = list(STAGES)
    rows = []
    for number in range(1, deals + 1):
        stage, value = chance.randrange(len(stages)), chance.randrange(1_000, 900_000)
        made.by_stage[stages[stage]] += 1
        made.revenue += value
        made.weighted += value * STAGES[stages[stage]]
        ids = [str(number), str(stage + 1), str(chance.randrange(1, 13)), str(chance.randrange(1, 4))]
        rows.append(["2027-05-20T10:59:00", *ids, str(value), "2014-02-09T00:00:00", "649.4576"])
    rows.append([*rows[-1][:4], "3", "5", *rows[-1][6:]])
    header = (
        "EstimatedCloseDate,Opportunity ID,Sales Stage ID,Account ID,Product ID,ProductRevenue,Create Date"
    )
    names = ["Twice Ltd" if number in (1, 2) else f"Account {number}" for number in range(1, 13)]
    made.files = {
        "fact.csv": table([*header.split(","), "Opportunity Days"], rows),
        "account.csv": table(
            ["Account", "Region", "Account ID"],
            [[name, REGIONS[n % 3], str(n)] for n, name in enumerate(names, start=1)],
        ),
        "opportunity.csv": table(
            ["Name", "Opportunity ID", "Rank"],
            [[f"Opportunity #{n}", str(n), "1.0"] for n in range(1, deals + 1)],
        ),
        "product.csv": table(["Product Code", "Product ID"], [["Abbas", "1"], ["Basium", "2"], ["Cor", "3"]]),
        "salesstage.csv": table(
            ["Probability", "Sales Stage", "Sales Stage ID"],
            [[str(chance_), name, str(n)] for n, (name, chance_) in enumerate(STAGES.items(), start=1)],
        ),
    }
    return made


def salesforce(deals: int = 12) -> Kin:
    """Exports with names of the API in capitals: accounts in Latin-1, opportunities that were entered after
    they had been won, and their accounts by ids of 18 signs."""
    made = Kin({}, {"Prospecting": 0, "Closed Won": 0})
    accounts = [[f"001x0000002xL{n:02}AA2", f"Société {n}", "Hôtels", "FR"] for n in range(5)]
    rows = []
    for number in range(deals):
        won = number % 3 == 0
        stage = "Closed Won" if won else "Prospecting"
        made.by_stage[stage] += 1
        made.won += won
        rows.append(
            [
                f"006x0000001Yt{number:02}AAK",
                accounts[number % 5][0],
                f"Widgets {number}",
                stage,
                "500000.0",
                "100.0" if won else "10.0",
                "2005-11-09" if won else "2031-01-31",
                "2006-06-15T20:47:07.000Z",
            ]
        )
    header = "ID ACCOUNTID NAME STAGENAME AMOUNT PROBABILITY CLOSEDATE CREATEDDATE".split()
    text = table(["ID", "NAME", "INDUSTRY", "BILLINGCOUNTRY"], accounts).decode()
    made.files = {"accountData.csv": text.encode("latin-1"), "opportunityData.csv": table(header, rows)}
    return made


def people(count: int = 40, seed: int = 5) -> bytes:
    """Namesakes told apart by ids, some without any address, numbers that are none."""
    chance = random.Random(seed)
    rows = []
    for number in range(count):
        first, last = chance.choice(FIRST), chance.choice(LAST)
        mail = f"p{number}@example.com" if number % 4 else ""
        phone = "n/a" if number % 7 == 3 else f"846-790-{1000 + number}x{number}"
        company = ("Stewart-Flynn", "Terry, Proctor and Lawrence", "")[number % 3]
        rows.append([str(number + 1), f"dE0{number:03}", first, last, company, "Macao", phone, "", mail])
    header = "Index,Customer Id,First Name,Last Name,Company,Country,Phone 1,Phone 2,Email"
    return table(header.split(","), rows, end="\n")


def leads(count: int = 80, seed: int = 9) -> Kin:
    """Leads without a date: whether they became customers stands as 0 and 1, a source in two spellings."""
    chance = random.Random(seed)
    made = Kin({})
    rows = []
    for number in range(count):
        won = chance.random() < 0.4
        made.won += won
        made.lost += not won
        rows.append(
            [f"7927-{number:04}", str(660_000 + number), SOURCES[number % 4], str(int(won)), "Select"]
        )
    header = ["Prospect ID", "Lead Number", "Lead Source", "Converted", "Specialization"]
    made.files = {"leads.csv": table(header, rows)}
    return made


ACTIVITIES = ("Submitted", "Checked", "Offer made", "Approved", "Declined", "Call made")


def log(cases: int = 60, seed: int = 11) -> list[list[str]]:
    """Rows (case, activity, time, amount) of an event log in the order of time across cases: loops, two
    events of one instant, cases that are open, work beside the stages, and events after the end."""
    chance = random.Random(seed)
    rows: list[tuple[float, list[str]]] = []
    start = datetime(2011, 10, 29, 22, 0, tzinfo=UTC)  # the clocks go back on the next day
    for number in range(cases):
        at = chance.randrange(0, 20_000) / 10
        trace = ["Submitted"]
        for _ in range(chance.randrange(0, 5)):
            trace.append(chance.choice(("Checked", "Offer made", "Checked", "Call made")))
        if number % 5:
            trace.append("Approved" if number % 3 else "Declined")
        if number % 7 == 1:
            trace += ["Checked", "Offer made"]
        for activity in trace:
            zone = timezone(timedelta(hours=2 if at < 3 else 1))
            when = (start + timedelta(hours=at)).astimezone(zone).isoformat(timespec="milliseconds")
            rows.append((at, [f"case {number}", activity, when, str(100 + number)]))
            at += chance.choice((0.0, 0.05, 0.25, 30.0))
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def log_file(rows: list[list[str]]) -> bytes:
    return table(["case_id", "activity", "timestamp", "case_amount"], rows)
