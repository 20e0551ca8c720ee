CREATE TABLE search_doc (
    workspace_id BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    id BIGINT NOT NULL,
    owner_id BIGINT,
    words TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (workspace_id, kind, id)
);

CREATE INDEX search_doc_owner ON search_doc (workspace_id, owner_id, kind, id) WHERE owner_id IS NOT NULL;

CREATE TABLE search_spelling (
    workspace_id BIGINT NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    mirror TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (workspace_id, word)
);

CREATE INDEX search_spelling_mirror ON search_spelling (workspace_id, mirror);

CREATE TABLE search_unfilled (
    workspace_id BIGINT NOT NULL,
    PRIMARY KEY (workspace_id)
);

CREATE TABLE search_word (
    workspace_id BIGINT NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    kind BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, word, kind, id)
);

INSERT INTO search_unfilled (workspace_id) SELECT workspace_id FROM workspace;
