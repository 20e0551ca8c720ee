CREATE TABLE bulk_run (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    status TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    verb TEXT NOT NULL,
    payload JSONB NOT NULL,
    whole SMALLINT NOT NULL,
    deals JSONB NOT NULL,
    total BIGINT NOT NULL,
    done BIGINT NOT NULL,
    result JSONB NOT NULL,
    stop SMALLINT NOT NULL,
    error TEXT,
    batch BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
