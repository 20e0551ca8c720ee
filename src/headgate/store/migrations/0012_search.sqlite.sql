CREATE TABLE search_doc (
    workspace_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    id INTEGER NOT NULL,
    owner_id INTEGER,
    words TEXT NOT NULL,
    PRIMARY KEY (workspace_id, kind, id)
)
 WITHOUT ROWID, STRICT;

CREATE INDEX search_doc_owner ON search_doc (workspace_id, owner_id, kind, id) WHERE owner_id IS NOT NULL;

CREATE TABLE search_spelling (
    workspace_id INTEGER NOT NULL,
    word TEXT NOT NULL,
    mirror TEXT NOT NULL,
    PRIMARY KEY (workspace_id, word)
)
 WITHOUT ROWID, STRICT;

CREATE INDEX search_spelling_mirror ON search_spelling (workspace_id, mirror);

CREATE TABLE search_unfilled (
    workspace_id INTEGER NOT NULL,
    PRIMARY KEY (workspace_id)
)
 WITHOUT ROWID, STRICT;

CREATE TABLE search_word (
    workspace_id INTEGER NOT NULL,
    word TEXT NOT NULL,
    kind INTEGER NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, word, kind, id)
)
 WITHOUT ROWID, STRICT;

INSERT INTO search_unfilled (workspace_id) SELECT workspace_id FROM workspace;
