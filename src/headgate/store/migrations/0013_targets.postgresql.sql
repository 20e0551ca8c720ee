CREATE TABLE target (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    pipeline_id BIGINT,
    team_id BIGINT,
    member_id BIGINT,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    standing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE INDEX target_days ON target (workspace_id, starts_on, ends_on);
