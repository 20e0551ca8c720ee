ALTER TABLE deal ADD COLUMN amount_from TEXT;

ALTER TABLE deal_version ADD COLUMN amount_from TEXT;

CREATE TABLE deal_line (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    deal_id BIGINT NOT NULL,
    product_id BIGINT,
    name TEXT COLLATE "C" NOT NULL,
    quantity TEXT NOT NULL,
    unit_price BIGINT NOT NULL,
    currency TEXT NOT NULL,
    discount TEXT NOT NULL,
    sum BIGINT NOT NULL,
    rank TEXT COLLATE "C" NOT NULL,
    external_id TEXT,
    created_at BIGINT NOT NULL,
    standing TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE INDEX deal_line_deal ON deal_line (workspace_id, deal_id);

CREATE INDEX deal_line_product ON deal_line (workspace_id, product_id);
