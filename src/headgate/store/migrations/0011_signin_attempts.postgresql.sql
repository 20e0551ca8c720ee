CREATE TABLE signin_attempt (
	digest TEXT NOT NULL,
	until BIGINT NOT NULL,
	PRIMARY KEY (digest)
);

CREATE INDEX signin_attempt_until ON signin_attempt (until);
