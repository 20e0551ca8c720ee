CREATE TABLE exchange_rate (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    currency TEXT NOT NULL,
    base TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    rate TEXT NOT NULL,
    standing TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE INDEX exchange_rate_day ON exchange_rate (workspace_id, base, currency, starts_on);
