ALTER TABLE workspace ADD COLUMN calendar JSONB DEFAULT '{"days": [1, 2, 3, 4, 5], "opens": "09:00", "closes": "17:00", "holidays": []}' NOT NULL;
