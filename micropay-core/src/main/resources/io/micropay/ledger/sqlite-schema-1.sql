-- Schema 1 of a Micropay ledger. A blank line ends a statement. Once released, this file never changes: what comes later
-- goes into the next numbered file.
-- Moments are milliseconds since 1970-01-01 UTC; digests and key ids are 32 bytes; amounts are in the smallest unit.
CREATE TABLE account (
    name TEXT NOT NULL PRIMARY KEY COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 32),
    balance INTEGER NOT NULL,
    held INTEGER NOT NULL CHECK (held >= 0),
    frozen INTEGER NOT NULL CHECK (frozen IN (0, 1)),
    registered_at INTEGER NOT NULL,
    CHECK (balance >= held OR name = 'issuance' COLLATE BINARY)
) STRICT, WITHOUT ROWID;

-- The keys lie apart from the balances: they are large and hardly ever change, and SQLite rewrites all that lies on a page.
-- Every account has a row here; in that of the issuance account the keys are null.
CREATE TABLE account_key (
    account TEXT NOT NULL PRIMARY KEY COLLATE NOCASE REFERENCES account (name),
    account_key_id BLOB CHECK (length(account_key_id) = 32),
    sealing_key_id BLOB CHECK (length(sealing_key_id) = 32),
    account_key BLOB,
    sealing_key BLOB,
    CHECK ((account_key_id IS NULL) = (sealing_key_id IS NULL)),
    CHECK ((account_key_id IS NULL) = (account_key IS NULL)),
    CHECK ((account_key_id IS NULL) = (sealing_key IS NULL))
) STRICT;

CREATE TABLE checkpoint (
    number INTEGER NOT NULL PRIMARY KEY,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    previous BLOB NOT NULL CHECK (length(previous) = 32),
    tree_size INTEGER NOT NULL,
    root BLOB NOT NULL CHECK (length(root) = 32),
    signer BLOB NOT NULL CHECK (length(signer) = 32),
    signature BLOB NOT NULL
) STRICT;

-- The audit path is its hashes, one after the other, from the leaf up.
CREATE TABLE journal (
    sequence INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    debit TEXT NOT NULL COLLATE NOCASE,
    credit TEXT NOT NULL COLLATE NOCASE,
    amount INTEGER NOT NULL,
    order_id BLOB CHECK (length(order_id) = 16),
    at INTEGER NOT NULL,
    statement BLOB NOT NULL,
    checkpoint INTEGER NOT NULL REFERENCES checkpoint (number),
    leaf_index INTEGER NOT NULL,
    audit_path BLOB NOT NULL CHECK (length(audit_path) % 32 = 0)
) STRICT;

-- Ids are UUIDs of version 7: they sort by time, so that new rows go to the end of the tree. Each payer has its own.
CREATE TABLE payment_order (
    id BLOB NOT NULL CHECK (length(id) = 16),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    payer TEXT NOT NULL,
    payee TEXT,
    status INTEGER NOT NULL,
    sequence INTEGER NOT NULL UNIQUE REFERENCES journal (sequence),
    request BLOB NOT NULL,
    PRIMARY KEY (id, payer)
) STRICT, WITHOUT ROWID;

-- A grant (server_key_id to valid_until) with its signature (signer to signature) and the keys that it speaks of.
CREATE TABLE credential (
    session_key_id BLOB NOT NULL PRIMARY KEY CHECK (length(session_key_id) = 32),
    server_key_id BLOB NOT NULL CHECK (length(server_key_id) = 32),
    account TEXT NOT NULL COLLATE NOCASE,
    sealing_key_id BLOB NOT NULL CHECK (length(sealing_key_id) = 32),
    valid_from INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    statement BLOB NOT NULL,
    signer BLOB NOT NULL CHECK (length(signer) = 32),
    previous BLOB CHECK (length(previous) = 32),
    tree_size INTEGER NOT NULL,
    leaf_index INTEGER NOT NULL,
    audit_path BLOB NOT NULL CHECK (length(audit_path) % 32 = 0),
    signature BLOB NOT NULL,
    account_key BLOB NOT NULL,
    session_key BLOB NOT NULL,
    sealing_key BLOB NOT NULL
) STRICT;

CREATE TABLE presence (
    account TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
    online INTEGER NOT NULL CHECK (online IN (0, 1)),
    ip TEXT NOT NULL,
    public_port INTEGER NOT NULL,
    private_port INTEGER NOT NULL
) STRICT;

-- Who is online is found without looking at everybody else.
CREATE INDEX presence_online ON presence (account) WHERE online = 1;

CREATE TRIGGER journal_update BEFORE UPDATE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only: entries are never changed');
END;

CREATE TRIGGER journal_delete BEFORE DELETE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only: entries are never deleted');
END;

CREATE TRIGGER payment_order_update BEFORE UPDATE ON payment_order BEGIN
    SELECT RAISE(ABORT, 'decided orders are final: they are never changed');
END;

CREATE TRIGGER payment_order_delete BEFORE DELETE ON payment_order BEGIN
    SELECT RAISE(ABORT, 'decided orders are final: they are never deleted');
END;

CREATE TRIGGER checkpoint_update BEFORE UPDATE ON checkpoint BEGIN
    SELECT RAISE(ABORT, 'the checkpoint chain is append-only: checkpoints are never changed');
END;

CREATE TRIGGER checkpoint_delete BEFORE DELETE ON checkpoint BEGIN
    SELECT RAISE(ABORT, 'the checkpoint chain is append-only: checkpoints are never deleted');
END;

-- For people with the sqlite3 shell: who is registered, where they are online, and what they have.
CREATE VIEW client (username, ip, public_port, private_port, online_status, balance) AS
SELECT
    account.name,
    ifnull(presence.ip, '-1'),
    ifnull(presence.public_port, -1),
    ifnull(presence.private_port, -1),
    ifnull(presence.online, 0),
    account.balance
FROM account LEFT JOIN presence ON presence.account = account.name
WHERE account.name <> 'issuance'
ORDER BY account.registered_at, account.name;
