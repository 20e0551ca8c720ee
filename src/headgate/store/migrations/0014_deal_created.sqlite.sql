CREATE INDEX deal_created ON deal (workspace_id, created_at);
