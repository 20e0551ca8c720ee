CREATE TABLE pending_signin (
    digest TEXT NOT NULL,
    identity_id BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (digest)
);

CREATE INDEX pending_signin_identity ON pending_signin (identity_id);

CREATE TABLE recovery_code (
    identity_id BIGINT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (identity_id, digest)
);

CREATE TABLE second_factor (
    identity_id BIGINT NOT NULL,
    sealed TEXT NOT NULL,
    last_step BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    PRIMARY KEY (identity_id)
);
