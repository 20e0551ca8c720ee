CREATE TABLE contact (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    given_name TEXT COLLATE "C",
    family_name TEXT COLLATE "C",
    job_title TEXT COLLATE "C",
    emails JSONB NOT NULL,
    phones JSONB NOT NULL,
    email TEXT COLLATE "C",
    phone TEXT COLLATE "C",
    company_id BIGINT,
    owner_id BIGINT,
    custom JSONB NOT NULL,
    external_source TEXT,
    external_id TEXT,
    standing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE INDEX contact_company ON contact (workspace_id, company_id);

CREATE INDEX contact_external ON contact (workspace_id, external_source, external_id) WHERE external_id IS NOT NULL;

CREATE INDEX contact_name ON contact (workspace_id, name_key, id);

CREATE INDEX contact_owner ON contact (workspace_id, owner_id);

CREATE TABLE contact_mark (
    workspace_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    mark TEXT COLLATE "C" NOT NULL,
    contact_id BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, kind, mark, contact_id)
);

CREATE INDEX contact_mark_contact ON contact_mark (workspace_id, contact_id);
