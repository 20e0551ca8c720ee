CREATE TABLE member_role (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    base TEXT NOT NULL,
    permissions TEXT NOT NULL,
    reach TEXT NOT NULL,
    standing TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

ALTER TABLE member ADD COLUMN own_role_id INTEGER;

ALTER TABLE team ADD COLUMN parent_id INTEGER;
