CREATE TABLE signin_attempt (
	digest TEXT NOT NULL,
	until INTEGER NOT NULL,
	PRIMARY KEY (digest)
) STRICT;

CREATE INDEX signin_attempt_until ON signin_attempt (until);
