-- Schema 3: every grant that a session key logged in with is kept, so that what it signed is verified with the one of its
-- time. A blank line ends a statement.
-- The table is made anew, because SQLite cannot change a primary key.
CREATE TABLE credential_3 (
    session_key_id BLOB NOT NULL CHECK (length(session_key_id) = 32),
    statement BLOB NOT NULL,
    server_key_id BLOB NOT NULL CHECK (length(server_key_id) = 32),
    account TEXT NOT NULL COLLATE NOCASE,
    sealing_key_id BLOB NOT NULL CHECK (length(sealing_key_id) = 32),
    valid_from INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    signer BLOB NOT NULL CHECK (length(signer) = 32),
    previous BLOB CHECK (length(previous) = 32),
    tree_size INTEGER NOT NULL,
    leaf_index INTEGER NOT NULL,
    audit_path BLOB NOT NULL CHECK (length(audit_path) % 32 = 0),
    signature BLOB NOT NULL,
    account_key BLOB NOT NULL,
    session_key BLOB NOT NULL,
    sealing_key BLOB NOT NULL,
    PRIMARY KEY (session_key_id, statement)
) STRICT;

INSERT INTO credential_3
SELECT
    session_key_id, statement, server_key_id, account, sealing_key_id, valid_from, valid_until,
    signer, previous, tree_size, leaf_index, audit_path, signature, account_key, session_key, sealing_key
FROM credential;

DROP TABLE credential;

ALTER TABLE credential_3 RENAME TO credential;
