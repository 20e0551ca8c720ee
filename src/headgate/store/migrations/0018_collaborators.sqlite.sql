CREATE TABLE collaborator (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    deal_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    may_edit INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    standing TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE UNIQUE INDEX collaborator_once ON collaborator (workspace_id, deal_id, member_id) WHERE standing = 'live';
CREATE INDEX collaborator_member ON collaborator (workspace_id, member_id, deal_id) WHERE standing = 'live';
