CREATE TABLE collaborator (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    deal_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    may_edit SMALLINT NOT NULL,
    created_at BIGINT NOT NULL,
    standing TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE UNIQUE INDEX collaborator_once ON collaborator (workspace_id, deal_id, member_id) WHERE standing = 'live';
CREATE INDEX collaborator_member ON collaborator (workspace_id, member_id, deal_id) WHERE standing = 'live';
