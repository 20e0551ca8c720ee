CREATE TABLE custom_field (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    record TEXT NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    help TEXT,
    required INTEGER NOT NULL,
    "unique" INTEGER NOT NULL,
    filterable INTEGER NOT NULL,
    options TEXT NOT NULL,
    links TEXT,
    currency TEXT,
    "default" TEXT,
    position INTEGER NOT NULL,
    standing TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE UNIQUE INDEX custom_field_name ON custom_field (workspace_id, record, "key");

CREATE TABLE field_value (
    workspace_id INTEGER NOT NULL,
    field_id INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    part INTEGER NOT NULL,
    text TEXT,
    number REAL,
    instant INTEGER,
    mark TEXT,
    PRIMARY KEY (workspace_id, field_id, record_id, part)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX field_value_instant ON field_value (workspace_id, field_id, instant, record_id) WHERE instant IS NOT NULL;

CREATE INDEX field_value_mark ON field_value (workspace_id, field_id, mark) WHERE mark IS NOT NULL;

CREATE INDEX field_value_number ON field_value (workspace_id, field_id, number, record_id) WHERE number IS NOT NULL;

CREATE INDEX field_value_text ON field_value (workspace_id, field_id, text, record_id) WHERE text IS NOT NULL;

ALTER TABLE product ADD COLUMN custom TEXT DEFAULT '{}' NOT NULL;

ALTER TABLE activity ADD COLUMN custom TEXT DEFAULT '{}' NOT NULL;
