ALTER TABLE deal ADD COLUMN snoozed_until TEXT;

ALTER TABLE deal ADD COLUMN removal TEXT;

ALTER TABLE deal ADD COLUMN removed_at BIGINT;

ALTER TABLE deal ADD COLUMN merged_into_id BIGINT;

ALTER TABLE deal_version ADD COLUMN snoozed_until TEXT;

ALTER TABLE deal_version ADD COLUMN removal TEXT;

ALTER TABLE deal_version ADD COLUMN removed_at BIGINT;

ALTER TABLE deal_version ADD COLUMN merged_into_id BIGINT;

CREATE INDEX deal_removed ON deal (workspace_id, removed_at) WHERE removed_at IS NOT NULL;
