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

CREATE TABLE deal_role (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    standing TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE TABLE participant (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    deal_id BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    role_id BIGINT,
    main_since BIGINT,
    created_at BIGINT NOT NULL,
    standing TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE INDEX participant_contact ON participant (workspace_id, contact_id);

CREATE UNIQUE INDEX participant_once ON participant (workspace_id, deal_id, contact_id) WHERE standing = 'live';

CREATE INDEX participant_role ON participant (workspace_id, role_id);

CREATE TABLE source (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    parent_id BIGINT,
    words JSONB NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    cost BIGINT,
    currency TEXT NOT NULL,
    standing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE INDEX source_parent ON source (workspace_id, parent_id);

CREATE TABLE source_word (
    workspace_id BIGINT NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    source_id BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, word)
);

CREATE TABLE source_above (
    workspace_id BIGINT NOT NULL,
    source_id BIGINT NOT NULL,
    above_id BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, source_id, above_id)
);

CREATE INDEX source_below ON source_above (workspace_id, above_id);
