ALTER TABLE custom_field ADD COLUMN edited_by TEXT;
