CREATE TABLE exchange_rate (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    currency TEXT NOT NULL,
    base TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    rate TEXT NOT NULL,
    standing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE INDEX exchange_rate_day ON exchange_rate (workspace_id, base, currency, starts_on);
