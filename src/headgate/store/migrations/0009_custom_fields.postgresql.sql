CREATE TABLE custom_field (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    record TEXT NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    help TEXT,
    required SMALLINT NOT NULL,
    "unique" SMALLINT NOT NULL,
    filterable SMALLINT NOT NULL,
    options JSONB NOT NULL,
    links TEXT,
    currency TEXT,
    "default" JSONB,
    position BIGINT NOT NULL,
    standing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE UNIQUE INDEX custom_field_name ON custom_field (workspace_id, record, key);

CREATE TABLE field_value (
    workspace_id BIGINT NOT NULL,
    field_id BIGINT NOT NULL,
    record_id BIGINT NOT NULL,
    part BIGINT NOT NULL,
    text TEXT COLLATE "C",
    number DOUBLE PRECISION,
    instant BIGINT,
    mark TEXT COLLATE "C",
    PRIMARY KEY (workspace_id, field_id, record_id, part)
);

CREATE INDEX field_value_instant ON field_value (workspace_id, field_id, instant, record_id) WHERE instant IS NOT NULL;

CREATE INDEX field_value_mark ON field_value (workspace_id, field_id, mark) WHERE mark IS NOT NULL;

CREATE INDEX field_value_number ON field_value (workspace_id, field_id, number, record_id) WHERE number IS NOT NULL;

CREATE INDEX field_value_text ON field_value (workspace_id, field_id, text, record_id) WHERE text IS NOT NULL;

ALTER TABLE product ADD COLUMN custom JSONB DEFAULT '{}' NOT NULL;

ALTER TABLE activity ADD COLUMN custom JSONB DEFAULT '{}' NOT NULL;
