"""The hand-written minimum: the fewest plain statements that give the same answer and leave the same rows.

Each function takes the request's recorded transaction for its values alone (ids, instants, the journal's
text) and gives the statements that a person would write by hand, with the same columns and effects.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from bench.tracing import Statement, Transaction
from headgate.records.deals.schemas import Card, Deal
from headgate.records.deals.tables import FOREVER_MICROS, TRACKED, deals

Minimum = Callable[[Transaction, str], Transaction]
FOREVER = FOREVER_MICROS
CARD = ", ".join(f"d.{name}" for name in Card.__struct_fields__ if name != "company_name")
DEAL = ", ".join(f"d.{name}" for name in Deal.__struct_fields__ if name in deals.c)

SESSION = (
    "SELECT m.workspace_id, m.id, m.name, m.role, w.base_currency, h.seq FROM session s"
    " JOIN member m ON m.workspace_id = s.workspace_id AND m.id = s.member_id"
    " JOIN workspace w ON w.workspace_id = s.workspace_id"
    " JOIN journal_head h ON h.workspace_id = s.workspace_id"
    " WHERE s.digest = ? AND s.expires_at > ? AND m.status = 'active' AND m.standing = 'live'"
)
TEAM = (
    "SELECT m.id FROM team t JOIN member m ON m.workspace_id = t.workspace_id AND m.team_id = t.id"
    " WHERE t.workspace_id = ? AND t.manager_id = ? AND t.standing = 'live' AND m.standing = 'live'"
)
STAGES = (
    "SELECT s.id, s.name, s.kind, s.position, s.probability, s.qualifying, s.criteria FROM stage s"
    " WHERE s.workspace_id = ? AND s.pipeline_id = ? AND s.standing = 'live' ORDER BY s.position"
)
SUMS = (
    "SELECT t.stage_id, t.currency, CAST(sum(t.count) AS BIGINT), CAST(sum(t.amount) AS BIGINT)"
    " FROM stage_total t WHERE t.workspace_id = ? AND t.pipeline_id = ?{owners}"
    " GROUP BY t.stage_id, t.currency"
)
ONE_DEAL = (
    f"SELECT {DEAL}, s.name, c.name, p.name, m.name FROM deal d"
    " JOIN stage s ON s.workspace_id = d.workspace_id AND s.id = d.stage_id"
    " LEFT JOIN company c ON c.workspace_id = d.workspace_id AND c.id = d.company_id"
    " LEFT JOIN product p ON p.workspace_id = d.workspace_id AND p.id = d.product_id"
    " LEFT JOIN member m ON m.workspace_id = d.workspace_id AND m.id = d.owner_id"
    " WHERE d.workspace_id = ? AND d.id = ? AND d.standing <> 'removed'"
)


def plain(sql: str, *args: Any, engine: str) -> Statement:
    """A statement with `?` for each value, in the engine's own style."""
    if engine == "postgresql":
        numbers = iter(range(1, len(args) + 1))
        sql = re.sub(r"\?", lambda _: f"${next(numbers)}", sql)
    return Statement(sql, tuple(args))


def args_of(recorded: Transaction, beginning: str) -> tuple[Any, ...]:
    """The values of the recorded statement that begins so; of its only row, where it takes many."""
    found = next(s for s in recorded.statements if s.sql.startswith(beginning))
    return tuple(found.args[0]) if found.many else tuple(found.args)


def as_one(recorded: Transaction, beginning: str) -> Statement:
    """A recorded statement that is as plain as can be already, for its one row."""
    found = next(s for s in recorded.statements if s.sql.startswith(beginning))
    return Statement(found.sql, args_of(recorded, beginning))


def signed_in(recorded: Transaction, engine: str) -> Statement:
    digest, now, *_ = recorded.statements[0].args
    return plain(SESSION, digest, now, engine=engine)


def board(
    recorded: Transaction, engine: str, *, ws: int, pipeline: int, owners: list[int], limit: int
) -> Transaction:
    """Who asks, the stages, their sums, the cards: four statements, five for a manager."""
    say = partial(plain, engine=engine)
    made = [signed_in(recorded, engine)]
    if len(owners) > 1:
        made.append(say(TEAM, ws, owners[0]))
    mine = f" = {owners[0]}" if len(owners) == 1 else f" IN ({', '.join(map(str, owners))})"
    made.append(say(STAGES, ws, pipeline))
    made.append(say(SUMS.format(owners=f" AND t.owner_id{mine}" if owners else ""), ws, pipeline))
    stages = stage_ids(recorded)
    arm = (
        f"SELECT {CARD}, c.name FROM (SELECT * FROM deal WHERE workspace_id = ? AND stage_id = ?"
        " AND standing = 'live'"
        + (f" AND owner_id{mine}" if owners else "")
        + f" ORDER BY rank, id LIMIT {limit}) d"
        " LEFT JOIN company c ON c.workspace_id = d.workspace_id AND c.id = d.company_id"
    )
    values = [value for stage in stages for value in (ws, stage)]
    made.append(say(" UNION ALL ".join([arm] * len(stages)), *values))
    return Transaction(False, made)


def stage_ids(recorded: Transaction) -> list[int]:
    """The stages that the recorded cards were asked of."""
    cards = next(s for s in recorded.statements if "UNION ALL" in s.sql)
    found: list[int] = []
    for number in cards.args:
        if isinstance(number, int) and number > 1_000 and number not in found:
            found.append(number)
    return found[1:]


def read(recorded: Transaction, engine: str) -> Transaction:
    """Who asks, and the deal with its names."""
    ws, id_ = recorded.statements[-1].args[:2]
    return Transaction(False, [signed_in(recorded, engine), plain(ONE_DEAL, ws, id_, engine=engine)])


def move(recorded: Transaction, engine: str) -> Transaction:
    """Twelve statements: who asks; the stages; the deal with the top of the column; the change, versions,
    visits, totals, journal; the answer."""
    say = partial(plain, engine=engine)
    stage, rank, since, _, ws, id_ = args_of(recorded, "UPDATE deal SET")
    totals = next(s for s in recorded.statements if s.sql.startswith("INSERT INTO stage_total")).args
    pipeline = totals[0][1]
    way_out = next(a for a in args_of(recorded, "UPDATE stage_visit") if a in ("advance", "skip", "regress"))
    locking = " FOR UPDATE" if engine == "postgresql" else ""
    tracked = ", ".join(TRACKED)
    clocks = "workspace_id, deal_id, version, part, valid_from, valid_to, known_from, known_to"
    now = f"workspace_id, id, version, 0, {since}, {FOREVER}, {since}, {FOREVER}"
    current = f"workspace_id = ? AND deal_id = ? AND valid_to = {FOREVER} AND known_to = {FOREVER}"
    names = ", ".join(c.name for c in deals.columns)
    return Transaction(
        True,
        [
            signed_in(recorded, engine),
            say(STAGES, ws, pipeline),
            say(
                f"SELECT {names}, (SELECT o.rank FROM deal o WHERE o.workspace_id = ? AND o.stage_id = ?"
                " AND o.standing = 'live' ORDER BY o.rank LIMIT 1)"
                " FROM deal WHERE workspace_id = ? AND id = ?" + locking,
                ws,
                stage,
                ws,
                id_,
            ),
            say(
                "UPDATE deal SET stage_id = ?, rank = ?, stage_since = ?, version = version + 1"
                " WHERE workspace_id = ? AND id = ?",
                stage,
                rank,
                since,
                ws,
                id_,
            ),
            say(f"UPDATE deal_version SET valid_to = ? WHERE {current}", since, ws, id_),
            say(
                f"INSERT INTO deal_version ({clocks}, {tracked}) SELECT {now}, {tracked} FROM deal"
                " WHERE workspace_id = ? AND id = ?",
                ws,
                id_,
            ),
            say(
                f"UPDATE stage_visit SET valid_to = ?, exit = '{way_out}', exit_precision = 'instant'"
                f" WHERE {current}",
                since,
                ws,
                id_,
            ),
            say(
                f"INSERT INTO stage_visit ({clocks}, pipeline_id, stage_id, owner_id, amount, currency,"
                f" precision, origin, truncated) SELECT {now}, pipeline_id, stage_id, owner_id, amount,"
                " currency, 'instant', 'user', 0 FROM deal WHERE workspace_id = ? AND id = ?",
                ws,
                id_,
            ),
            say(
                "INSERT INTO stage_total (workspace_id, pipeline_id, stage_id, owner_id, currency, count,"
                f" amount) VALUES {', '.join(['(?, ?, ?, ?, ?, ?, ?)'] * len(totals))}"
                " ON CONFLICT (workspace_id, pipeline_id, stage_id, owner_id, currency) DO UPDATE"
                " SET count = stage_total.count + excluded.count,"
                " amount = stage_total.amount + excluded.amount",
                *(value for row in totals for value in row),
            ),
            as_one(recorded, "UPDATE journal_head"),
            as_one(recorded, "INSERT INTO journal ("),
            say(ONE_DEAL, ws, id_),
            say(SUMS.format(owners=""), ws, pipeline),
        ],
    )


def create(recorded: Transaction, engine: str) -> Transaction:
    """Who asks; the stages and the top of the first column; the links; the number; the rows; the answer."""
    say = partial(plain, engine=engine)
    row = dict(zip([c.name for c in deals.columns], args_of(recorded, "INSERT INTO deal ("), strict=True))
    ws, pipeline, stage = row["workspace_id"], row["pipeline_id"], row["stage_id"]
    return Transaction(
        True,
        [
            signed_in(recorded, engine),
            say(STAGES, ws, pipeline),
            say(
                "SELECT (SELECT rank FROM deal WHERE workspace_id = ? AND stage_id = ? AND standing = 'live'"
                " ORDER BY rank LIMIT 1),"
                " (SELECT 1 FROM company WHERE workspace_id = ? AND id = ? AND standing <> 'removed')",
                ws,
                stage,
                ws,
                row["company_id"],
            ),
            say(
                "INSERT INTO deal_counter (workspace_id, last) VALUES (?, 1) ON CONFLICT (workspace_id)"
                " DO UPDATE SET last = deal_counter.last + 1 RETURNING last",
                ws,
            ),
            *(
                as_one(recorded, f"INSERT INTO {name} (")
                for name in ("deal", "deal_version", "stage_visit", "stage_total")
            ),
            as_one(recorded, "UPDATE journal_head"),
            as_one(recorded, "INSERT INTO journal ("),
            say(ONE_DEAL, ws, row["id"]),
            say(SUMS.format(owners=""), ws, pipeline),
        ],
    )


def listed(recorded: Transaction, engine: str, *, ws: int, owner: int, least: int) -> Transaction:
    """Who asks, the page, and how many there are, up to the bound."""
    say = partial(plain, engine=engine)
    which = "d.workspace_id = ? AND d.owner_id = ? AND d.amount > ? AND d.standing = 'live'"
    joined = ONE_DEAL.partition(" WHERE ")[0]
    return Transaction(
        False,
        [
            signed_in(recorded, engine),
            say(f"{joined} WHERE {which} ORDER BY d.amount DESC, d.id DESC LIMIT 51", ws, owner, least),
            say(
                f"SELECT count(*) FROM (SELECT 1 FROM deal d WHERE {which} LIMIT 10001) counted",
                ws,
                owner,
                least,
            ),
        ],
    )
