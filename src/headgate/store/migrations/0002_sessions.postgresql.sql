ALTER TABLE session ADD COLUMN id BIGINT;

UPDATE session SET id = numbered.n
FROM (SELECT digest, row_number() OVER (ORDER BY created_at, digest) AS n FROM session) AS numbered
WHERE numbered.digest = session.digest;

ALTER TABLE session ALTER COLUMN id SET NOT NULL;

ALTER TABLE session ADD COLUMN browser TEXT;

ALTER TABLE session ADD COLUMN system TEXT;

CREATE UNIQUE INDEX session_id ON session (id);
