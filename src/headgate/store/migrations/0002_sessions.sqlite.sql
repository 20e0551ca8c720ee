CREATE TABLE session_with_id (
    digest TEXT NOT NULL,
    id INTEGER NOT NULL,
    identity_id INTEGER NOT NULL,
    workspace_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    by_link INTEGER NOT NULL,
    browser TEXT,
    system TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (digest)
)
 STRICT;

INSERT INTO session_with_id
SELECT digest, row_number() OVER (ORDER BY created_at, digest), identity_id, workspace_id, member_id, by_link,
    NULL, NULL, created_at, expires_at, seen_at
FROM session;

DROP TABLE session;

ALTER TABLE session_with_id RENAME TO session;

CREATE UNIQUE INDEX session_id ON session (id);

CREATE INDEX session_identity ON session (identity_id);

CREATE INDEX session_member ON session (workspace_id, member_id);
