ALTER TABLE deal ADD COLUMN amount_from TEXT;

ALTER TABLE deal_version ADD COLUMN amount_from TEXT;

CREATE TABLE deal_line (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    deal_id INTEGER NOT NULL,
    product_id INTEGER,
    name TEXT NOT NULL,
    quantity TEXT NOT NULL,
    unit_price INTEGER NOT NULL,
    currency TEXT NOT NULL,
    discount TEXT NOT NULL,
    sum INTEGER NOT NULL,
    rank TEXT NOT NULL,
    external_id TEXT,
    created_at INTEGER NOT NULL,
    standing TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE INDEX deal_line_deal ON deal_line (workspace_id, deal_id);

CREATE INDEX deal_line_product ON deal_line (workspace_id, product_id);
