CREATE TABLE pending_signin (
    digest TEXT NOT NULL,
    identity_id INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (digest)
)
 STRICT;

CREATE INDEX pending_signin_identity ON pending_signin (identity_id);

CREATE TABLE recovery_code (
    identity_id INTEGER NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (identity_id, digest)
)
 STRICT;

CREATE TABLE second_factor (
    identity_id INTEGER NOT NULL,
    sealed TEXT NOT NULL,
    last_step INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    PRIMARY KEY (identity_id)
)
 STRICT;
