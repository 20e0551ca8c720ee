CREATE TABLE bulk_run (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER,
    verb TEXT NOT NULL,
    payload TEXT NOT NULL,
    whole INTEGER NOT NULL,
    deals TEXT NOT NULL,
    total INTEGER NOT NULL,
    done INTEGER NOT NULL,
    result TEXT NOT NULL,
    stop INTEGER NOT NULL,
    error TEXT,
    batch INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;
