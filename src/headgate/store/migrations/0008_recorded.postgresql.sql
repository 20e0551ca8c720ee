ALTER TABLE journal_head ADD COLUMN recorded_at BIGINT;

UPDATE journal_head SET recorded_at = (
    SELECT max(recorded_at) FROM journal WHERE journal.workspace_id = journal_head.workspace_id
);
