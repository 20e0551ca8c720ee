CREATE TABLE target (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    pipeline_id INTEGER,
    team_id INTEGER,
    member_id INTEGER,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    standing TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE INDEX target_days ON target (workspace_id, starts_on, ends_on);
