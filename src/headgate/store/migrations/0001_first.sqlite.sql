CREATE TABLE activity (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    deal_id INTEGER,
    company_id INTEGER,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT,
    due_at INTEGER,
    due_precision TEXT,
    done_at INTEGER,
    direction TEXT,
    human INTEGER NOT NULL,
    owner_id INTEGER,
    outcome TEXT,
    created_at INTEGER NOT NULL,
    standing TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE INDEX activity_company ON activity (workspace_id, company_id) WHERE company_id IS NOT NULL;

CREATE INDEX activity_deal ON activity (workspace_id, deal_id, status, due_at);

CREATE INDEX activity_owner ON activity (workspace_id, owner_id, status, due_at);

CREATE TABLE api_token (
    digest TEXT NOT NULL,
    workspace_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER,
    revoked_at INTEGER,
    PRIMARY KEY (digest)
)
 STRICT;

CREATE INDEX api_token_member ON api_token (workspace_id, member_id);

CREATE TABLE company (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    match_key TEXT NOT NULL,
    domain TEXT,
    sector TEXT,
    country TEXT,
    region TEXT,
    revenue INTEGER,
    currency TEXT NOT NULL,
    employees INTEGER,
    founded INTEGER,
    parent_id INTEGER,
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

CREATE INDEX company_external ON company (workspace_id, external_source, external_id) WHERE external_id IS NOT NULL;

CREATE INDEX company_match ON company (workspace_id, match_key);

CREATE INDEX company_name ON company (workspace_id, name_key, id);

CREATE INDEX company_owner ON company (workspace_id, owner_id);

CREATE INDEX company_parent ON company (workspace_id, parent_id);

CREATE TABLE deal (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    pipeline_id INTEGER NOT NULL,
    stage_id INTEGER NOT NULL,
    status TEXT NOT NULL,
    amount INTEGER,
    currency TEXT NOT NULL,
    expected_close TEXT,
    owner_id INTEGER,
    company_id INTEGER,
    product_id INTEGER,
    source TEXT,
    deal_type TEXT,
    description TEXT,
    closed_at INTEGER,
    closed_precision TEXT,
    lost_reason_id INTEGER,
    lost_note TEXT,
    exit_stage_id INTEGER,
    entry_amount INTEGER,
    closed_amount INTEGER,
    closed_owner_id INTEGER,
    custom TEXT NOT NULL,
    standing TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_precision TEXT NOT NULL,
    number INTEGER NOT NULL,
    name_key TEXT NOT NULL,
    rank TEXT NOT NULL,
    stage_since INTEGER NOT NULL,
    next_activity_id INTEGER,
    next_kind TEXT,
    next_subject TEXT,
    next_due INTEGER,
    external_source TEXT,
    external_id TEXT,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE INDEX deal_board ON deal (workspace_id, stage_id, rank, id, owner_id) WHERE standing = 'live';

CREATE INDEX deal_board_owner ON deal (workspace_id, stage_id, owner_id, rank, id) WHERE standing = 'live';

CREATE INDEX deal_closed ON deal (workspace_id, stage_id, closed_at) WHERE closed_at IS NOT NULL;

CREATE INDEX deal_company ON deal (workspace_id, company_id);

CREATE INDEX deal_external ON deal (workspace_id, external_source, external_id) WHERE external_id IS NOT NULL;

CREATE INDEX deal_name ON deal (workspace_id, name_key);

CREATE INDEX deal_owner ON deal (workspace_id, owner_id);

CREATE TABLE deal_counter (
    workspace_id INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (workspace_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE deal_version (
    workspace_id INTEGER NOT NULL,
    deal_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    part INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    name TEXT NOT NULL,
    pipeline_id INTEGER NOT NULL,
    stage_id INTEGER NOT NULL,
    status TEXT NOT NULL,
    amount INTEGER,
    currency TEXT NOT NULL,
    expected_close TEXT,
    owner_id INTEGER,
    company_id INTEGER,
    product_id INTEGER,
    source TEXT,
    deal_type TEXT,
    description TEXT,
    closed_at INTEGER,
    closed_precision TEXT,
    lost_reason_id INTEGER,
    lost_note TEXT,
    exit_stage_id INTEGER,
    entry_amount INTEGER,
    closed_amount INTEGER,
    closed_owner_id INTEGER,
    custom TEXT NOT NULL,
    standing TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_precision TEXT NOT NULL,
    PRIMARY KEY (workspace_id, deal_id, version, part)
)
 STRICT;

CREATE UNIQUE INDEX deal_version_current ON deal_version (workspace_id, deal_id) WHERE valid_to = 253402214400000000 AND known_to = 253402214400000000;

CREATE TABLE idempotent_answer (
    workspace_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    mark TEXT NOT NULL,
    answer TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, member_id, "key")
)
 STRICT;

CREATE INDEX idempotent_answer_at ON idempotent_answer (workspace_id, at);

CREATE TABLE identity (
    id INTEGER NOT NULL,
    email_key TEXT NOT NULL,
    email TEXT NOT NULL,
    password_hash TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT;

CREATE UNIQUE INDEX identity_email ON identity (email_key);

CREATE TABLE import_problem (
    workspace_id INTEGER NOT NULL,
    import_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    file INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "column" TEXT,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    value TEXT,
    PRIMARY KEY (workspace_id, import_id, n)
)
 STRICT;

CREATE TABLE import_run (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER,
    "plan" TEXT NOT NULL,
    files TEXT NOT NULL,
    progress TEXT,
    result TEXT,
    place TEXT,
    stop INTEGER NOT NULL,
    problems INTEGER NOT NULL,
    error TEXT,
    folder TEXT NOT NULL,
    batch INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE INDEX import_run_created ON import_run (workspace_id, created_at, id);

CREATE TABLE job (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    lease_until INTEGER,
    attempts INTEGER NOT NULL,
    dedupe TEXT,
    error TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE UNIQUE INDEX job_dedupe ON job (workspace_id, kind, dedupe) WHERE dedupe IS NOT NULL AND state = 'waiting';

CREATE INDEX job_due ON job (workspace_id, state, due_at);

CREATE TABLE journal (
    workspace_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    actor_id INTEGER,
    origin TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    subject INTEGER NOT NULL,
    changes TEXT NOT NULL,
    data TEXT NOT NULL,
    cause INTEGER,
    undoes INTEGER,
    batch INTEGER,
    PRIMARY KEY (workspace_id, seq)
)
 STRICT;

CREATE INDEX journal_batch ON journal (workspace_id, batch, seq) WHERE batch IS NOT NULL;

CREATE INDEX journal_subject ON journal (workspace_id, subject, seq);

CREATE INDEX journal_undoes ON journal (workspace_id, undoes) WHERE undoes IS NOT NULL;

CREATE TABLE journal_head (
    workspace_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (workspace_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE lost_reason (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    standing TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE TABLE member (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    email TEXT,
    email_key TEXT,
    role TEXT NOT NULL,
    status TEXT NOT NULL,
    team_id INTEGER,
    hue INTEGER NOT NULL,
    identity_id INTEGER,
    standing TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE UNIQUE INDEX member_email ON member (workspace_id, email_key) WHERE email_key IS NOT NULL AND standing <> 'removed';

CREATE INDEX member_name ON member (workspace_id, name_key, id);

CREATE INDEX member_team ON member (workspace_id, team_id);

CREATE TABLE membership (
    identity_id INTEGER NOT NULL,
    workspace_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    PRIMARY KEY (identity_id, workspace_id)
)
 STRICT;

CREATE TABLE one_time_link (
    digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    workspace_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (digest)
)
 STRICT;

CREATE INDEX one_time_link_member ON one_time_link (workspace_id, member_id);

CREATE TABLE pipeline (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    standing TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE TABLE pipeline_version (
    workspace_id INTEGER NOT NULL,
    pipeline_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    definition TEXT NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, number)
)
 STRICT;

CREATE TABLE product (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    match_key TEXT NOT NULL,
    series TEXT,
    list_price INTEGER,
    currency TEXT NOT NULL,
    standing TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE INDEX product_match ON product (workspace_id, match_key);

CREATE INDEX product_name ON product (workspace_id, name_key, id);

CREATE TABLE session (
    digest TEXT NOT NULL,
    identity_id INTEGER NOT NULL,
    workspace_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    by_link INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (digest)
)
 STRICT;

CREATE INDEX session_identity ON session (identity_id);

CREATE INDEX session_member ON session (workspace_id, member_id);

CREATE TABLE stage (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    pipeline_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    expected_days INTEGER,
    probability INTEGER,
    qualifying INTEGER NOT NULL,
    hue INTEGER NOT NULL,
    criteria TEXT NOT NULL,
    standing TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE INDEX stage_pipeline ON stage (workspace_id, pipeline_id, position);

CREATE TABLE stage_total (
    workspace_id INTEGER NOT NULL,
    pipeline_id INTEGER NOT NULL,
    stage_id INTEGER NOT NULL,
    owner_id INTEGER NOT NULL,
    currency TEXT NOT NULL,
    count INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, stage_id, currency, owner_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE stage_visit (
    workspace_id INTEGER NOT NULL,
    deal_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    part INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    pipeline_id INTEGER NOT NULL,
    stage_id INTEGER NOT NULL,
    owner_id INTEGER,
    amount INTEGER,
    currency TEXT NOT NULL,
    precision TEXT NOT NULL,
    exit TEXT,
    exit_precision TEXT,
    origin TEXT NOT NULL,
    truncated INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, deal_id, version, part)
)
 STRICT;

CREATE UNIQUE INDEX stage_visit_current ON stage_visit (workspace_id, deal_id) WHERE valid_to = 253402214400000000 AND known_to = 253402214400000000;

CREATE INDEX stage_visit_stage ON stage_visit (workspace_id, stage_id, valid_from);

CREATE TABLE team (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    manager_id INTEGER,
    region TEXT,
    standing TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
)
 STRICT;

CREATE INDEX team_manager ON team (workspace_id, manager_id);

CREATE INDEX team_name ON team (workspace_id, name_key, id);

CREATE TABLE workspace (
    workspace_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    base_currency TEXT NOT NULL,
    zone TEXT NOT NULL,
    fiscal_month INTEGER NOT NULL,
    week_start INTEGER NOT NULL,
    backdating_days INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id)
)
 STRICT;
