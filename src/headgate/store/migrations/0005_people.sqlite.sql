CREATE TABLE contact (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    given_name TEXT,
    family_name TEXT,
    job_title TEXT,
    emails TEXT NOT NULL,
    phones TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    company_id INTEGER,
    owner_id INTEGER,
    custom TEXT NOT NULL,
    external_source TEXT,
    external_id TEXT,
    standing TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE INDEX contact_company ON contact (workspace_id, company_id);

CREATE INDEX contact_external ON contact (workspace_id, external_source, external_id) WHERE external_id IS NOT NULL;

CREATE INDEX contact_name ON contact (workspace_id, name_key, id);

CREATE INDEX contact_owner ON contact (workspace_id, owner_id);

CREATE TABLE contact_mark (
    workspace_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    mark TEXT NOT NULL,
    contact_id INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, kind, mark, contact_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX contact_mark_contact ON contact_mark (workspace_id, contact_id);

CREATE TABLE deal_role (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    standing TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE TABLE participant (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    deal_id INTEGER NOT NULL,
    contact_id INTEGER NOT NULL,
    role_id INTEGER,
    main_since INTEGER,
    created_at INTEGER NOT NULL,
    standing TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE INDEX participant_contact ON participant (workspace_id, contact_id);

CREATE UNIQUE INDEX participant_once ON participant (workspace_id, deal_id, contact_id) WHERE standing = 'live';

CREATE INDEX participant_role ON participant (workspace_id, role_id);

CREATE TABLE source (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent_id INTEGER,
    words TEXT NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    cost INTEGER,
    currency TEXT NOT NULL,
    standing TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE INDEX source_parent ON source (workspace_id, parent_id);

CREATE TABLE source_word (
    workspace_id INTEGER NOT NULL,
    word TEXT NOT NULL,
    source_id INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, word)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE source_above (
    workspace_id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    above_id INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, source_id, above_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX source_below ON source_above (workspace_id, above_id);
