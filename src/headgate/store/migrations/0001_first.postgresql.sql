CREATE TABLE activity (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    deal_id BIGINT,
    company_id BIGINT,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    body TEXT,
    due_at BIGINT,
    due_precision TEXT,
    done_at BIGINT,
    direction TEXT,
    human SMALLINT NOT NULL,
    owner_id BIGINT,
    outcome TEXT,
    created_at BIGINT NOT NULL,
    standing TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE INDEX activity_company ON activity (workspace_id, company_id) WHERE company_id IS NOT NULL;

CREATE INDEX activity_deal ON activity (workspace_id, deal_id, status, due_at);

CREATE INDEX activity_owner ON activity (workspace_id, owner_id, status, due_at);

CREATE TABLE api_token (
    digest TEXT NOT NULL,
    workspace_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    scopes JSONB NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    last_used_at BIGINT,
    revoked_at BIGINT,
    PRIMARY KEY (digest)
);

CREATE INDEX api_token_member ON api_token (workspace_id, member_id);

CREATE TABLE company (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    match_key TEXT COLLATE "C" NOT NULL,
    domain TEXT COLLATE "C",
    sector TEXT COLLATE "C",
    country TEXT COLLATE "C",
    region TEXT COLLATE "C",
    revenue BIGINT,
    currency TEXT NOT NULL,
    employees BIGINT,
    founded BIGINT,
    parent_id BIGINT,
    owner_id BIGINT,
    custom JSONB NOT NULL,
    external_source TEXT,
    external_id TEXT,
    standing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE INDEX company_external ON company (workspace_id, external_source, external_id) WHERE external_id IS NOT NULL;

CREATE INDEX company_match ON company (workspace_id, match_key);

CREATE INDEX company_name ON company (workspace_id, name_key, id);

CREATE INDEX company_owner ON company (workspace_id, owner_id);

CREATE INDEX company_parent ON company (workspace_id, parent_id);

CREATE TABLE deal (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    pipeline_id BIGINT NOT NULL,
    stage_id BIGINT NOT NULL,
    status TEXT NOT NULL,
    amount BIGINT,
    currency TEXT NOT NULL,
    expected_close TEXT,
    owner_id BIGINT,
    company_id BIGINT,
    product_id BIGINT,
    source TEXT COLLATE "C",
    deal_type TEXT COLLATE "C",
    description TEXT,
    closed_at BIGINT,
    closed_precision TEXT,
    lost_reason_id BIGINT,
    lost_note TEXT,
    exit_stage_id BIGINT,
    entry_amount BIGINT,
    closed_amount BIGINT,
    closed_owner_id BIGINT,
    custom JSONB NOT NULL,
    standing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_precision TEXT NOT NULL,
    number BIGINT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    rank TEXT COLLATE "C" NOT NULL,
    stage_since BIGINT NOT NULL,
    next_activity_id BIGINT,
    next_kind TEXT,
    next_subject TEXT,
    next_due BIGINT,
    external_source TEXT,
    external_id TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE INDEX deal_board ON deal (workspace_id, stage_id, rank, id, owner_id) WHERE standing = 'live';

CREATE INDEX deal_board_owner ON deal (workspace_id, stage_id, owner_id, rank, id) WHERE standing = 'live';

CREATE INDEX deal_closed ON deal (workspace_id, stage_id, closed_at) WHERE closed_at IS NOT NULL;

CREATE INDEX deal_company ON deal (workspace_id, company_id);

CREATE INDEX deal_external ON deal (workspace_id, external_source, external_id) WHERE external_id IS NOT NULL;

CREATE INDEX deal_name ON deal (workspace_id, name_key);

CREATE INDEX deal_owner ON deal (workspace_id, owner_id);

CREATE TABLE deal_counter (
    workspace_id BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (workspace_id)
);

CREATE TABLE deal_version (
    workspace_id BIGINT NOT NULL,
    deal_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    part BIGINT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_to BIGINT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    pipeline_id BIGINT NOT NULL,
    stage_id BIGINT NOT NULL,
    status TEXT NOT NULL,
    amount BIGINT,
    currency TEXT NOT NULL,
    expected_close TEXT,
    owner_id BIGINT,
    company_id BIGINT,
    product_id BIGINT,
    source TEXT COLLATE "C",
    deal_type TEXT COLLATE "C",
    description TEXT,
    closed_at BIGINT,
    closed_precision TEXT,
    lost_reason_id BIGINT,
    lost_note TEXT,
    exit_stage_id BIGINT,
    entry_amount BIGINT,
    closed_amount BIGINT,
    closed_owner_id BIGINT,
    custom JSONB NOT NULL,
    standing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_precision TEXT NOT NULL,
    PRIMARY KEY (workspace_id, deal_id, version, part)
);

CREATE UNIQUE INDEX deal_version_current ON deal_version (workspace_id, deal_id) WHERE valid_to = 253402214400000000 AND known_to = 253402214400000000;

CREATE TABLE idempotent_answer (
    workspace_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    mark TEXT NOT NULL,
    answer JSONB NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, member_id, key)
);

CREATE INDEX idempotent_answer_at ON idempotent_answer (workspace_id, at);

CREATE TABLE identity (
    id BIGINT NOT NULL,
    email_key TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    password_hash TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (id)
);

CREATE UNIQUE INDEX identity_email ON identity (email_key);

CREATE TABLE import_problem (
    workspace_id BIGINT NOT NULL,
    import_id BIGINT NOT NULL,
    n BIGINT NOT NULL,
    file BIGINT NOT NULL,
    row BIGINT NOT NULL,
    "column" TEXT,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    value TEXT,
    PRIMARY KEY (workspace_id, import_id, n)
);

CREATE TABLE import_run (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    status TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    plan JSONB NOT NULL,
    files JSONB NOT NULL,
    progress JSONB,
    result JSONB,
    place JSONB,
    stop SMALLINT NOT NULL,
    problems BIGINT NOT NULL,
    error TEXT,
    folder TEXT NOT NULL,
    batch BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE INDEX import_run_created ON import_run (workspace_id, created_at, id);

CREATE TABLE job (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    payload JSONB NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    lease_until BIGINT,
    attempts BIGINT NOT NULL,
    dedupe TEXT,
    error TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE UNIQUE INDEX job_dedupe ON job (workspace_id, kind, dedupe) WHERE dedupe IS NOT NULL AND state = 'waiting';

CREATE INDEX job_due ON job (workspace_id, state, due_at);

CREATE TABLE journal (
    workspace_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    actor_id BIGINT,
    origin TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    subject BIGINT NOT NULL,
    changes JSONB NOT NULL,
    data JSONB NOT NULL,
    cause BIGINT,
    undoes BIGINT,
    batch BIGINT,
    PRIMARY KEY (workspace_id, seq)
);

CREATE INDEX journal_batch ON journal (workspace_id, batch, seq) WHERE batch IS NOT NULL;

CREATE INDEX journal_subject ON journal (workspace_id, subject, seq);

CREATE INDEX journal_undoes ON journal (workspace_id, undoes) WHERE undoes IS NOT NULL;

CREATE TABLE journal_head (
    workspace_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (workspace_id)
);

CREATE TABLE lost_reason (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    position BIGINT NOT NULL,
    standing TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE TABLE member (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C",
    email_key TEXT COLLATE "C",
    role TEXT NOT NULL,
    status TEXT NOT NULL,
    team_id BIGINT,
    hue BIGINT NOT NULL,
    identity_id BIGINT,
    standing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE UNIQUE INDEX member_email ON member (workspace_id, email_key) WHERE email_key IS NOT NULL AND standing <> 'removed';

CREATE INDEX member_name ON member (workspace_id, name_key, id);

CREATE INDEX member_team ON member (workspace_id, team_id);

CREATE TABLE membership (
    identity_id BIGINT NOT NULL,
    workspace_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    PRIMARY KEY (identity_id, workspace_id)
);

CREATE TABLE one_time_link (
    digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    workspace_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (digest)
);

CREATE INDEX one_time_link_member ON one_time_link (workspace_id, member_id);

CREATE TABLE pipeline (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    standing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE TABLE pipeline_version (
    workspace_id BIGINT NOT NULL,
    pipeline_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    valid_from BIGINT NOT NULL,
    definition JSONB NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, number)
);

CREATE TABLE product (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    match_key TEXT COLLATE "C" NOT NULL,
    series TEXT COLLATE "C",
    list_price BIGINT,
    currency TEXT NOT NULL,
    standing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE INDEX product_match ON product (workspace_id, match_key);

CREATE INDEX product_name ON product (workspace_id, name_key, id);

CREATE TABLE session (
    digest TEXT NOT NULL,
    identity_id BIGINT NOT NULL,
    workspace_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    by_link SMALLINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (digest)
);

CREATE INDEX session_identity ON session (identity_id);

CREATE INDEX session_member ON session (workspace_id, member_id);

CREATE TABLE stage (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    pipeline_id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    position BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    expected_days BIGINT,
    probability BIGINT,
    qualifying SMALLINT NOT NULL,
    hue BIGINT NOT NULL,
    criteria JSONB NOT NULL,
    standing TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE INDEX stage_pipeline ON stage (workspace_id, pipeline_id, position);

CREATE TABLE stage_total (
    workspace_id BIGINT NOT NULL,
    pipeline_id BIGINT NOT NULL,
    stage_id BIGINT NOT NULL,
    owner_id BIGINT NOT NULL,
    currency TEXT NOT NULL,
    count BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, stage_id, currency, owner_id)
);

CREATE TABLE stage_visit (
    workspace_id BIGINT NOT NULL,
    deal_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    part BIGINT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_to BIGINT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    pipeline_id BIGINT NOT NULL,
    stage_id BIGINT NOT NULL,
    owner_id BIGINT,
    amount BIGINT,
    currency TEXT NOT NULL,
    precision TEXT NOT NULL,
    exit TEXT,
    exit_precision TEXT,
    origin TEXT NOT NULL,
    truncated BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, deal_id, version, part)
);

CREATE UNIQUE INDEX stage_visit_current ON stage_visit (workspace_id, deal_id) WHERE valid_to = 253402214400000000 AND known_to = 253402214400000000;

CREATE INDEX stage_visit_stage ON stage_visit (workspace_id, stage_id, valid_from);

CREATE TABLE team (
    workspace_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    manager_id BIGINT,
    region TEXT COLLATE "C",
    standing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE INDEX team_manager ON team (workspace_id, manager_id);

CREATE INDEX team_name ON team (workspace_id, name_key, id);

CREATE TABLE workspace (
    workspace_id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    base_currency TEXT NOT NULL,
    zone TEXT NOT NULL,
    fiscal_month BIGINT NOT NULL,
    week_start BIGINT NOT NULL,
    backdating_days BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (workspace_id)
);
