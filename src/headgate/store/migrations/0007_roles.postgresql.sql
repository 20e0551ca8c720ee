CREATE TABLE member_role (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    base TEXT NOT NULL,
    permissions JSONB NOT NULL,
    reach TEXT NOT NULL,
    standing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

ALTER TABLE member ADD COLUMN own_role_id BIGINT;

ALTER TABLE team ADD COLUMN parent_id BIGINT;
