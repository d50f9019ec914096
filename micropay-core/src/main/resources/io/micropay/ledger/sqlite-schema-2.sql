-- Schema 2: histories with running balances, holds, account states. A blank line ends a statement.
-- Tables that change are made anew and filled from the old ones, in the order that
-- https://www.sqlite.org/lang_altertable.html#otheralter asks for: no column keeps a default that only the change needed.
-- A list after IN would be made into a table at every write of an account, if it has more than two words.
DROP VIEW client;

CREATE TABLE account_2 (
    name TEXT NOT NULL PRIMARY KEY COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 32),
    balance INTEGER NOT NULL,
    held INTEGER NOT NULL CHECK (held >= 0),
    state TEXT NOT NULL CHECK (state = 'OPEN' OR state = 'FROZEN' OR state = 'CLOSED'),
    last_entry INTEGER NOT NULL,
    registered_at INTEGER NOT NULL,
    CHECK (balance >= held OR name = 'issuance' COLLATE BINARY)
) STRICT, WITHOUT ROWID;

-- An entry is in the history of its debit account and, if money moved, in that of its credit account.
WITH listed (account, sequence) AS (
    SELECT debit, sequence FROM journal
    UNION ALL
    SELECT credit, sequence FROM journal WHERE amount <> 0
),
last (account, sequence) AS (
    SELECT account, max(sequence) FROM listed GROUP BY account COLLATE NOCASE
)
INSERT INTO account_2 (name, balance, held, state, last_entry, registered_at)
SELECT name, balance, held, iif(frozen, 'FROZEN', 'OPEN'), ifnull(last.sequence, 0), registered_at
FROM account LEFT JOIN last ON last.account = account.name COLLATE NOCASE;

DROP TABLE account;

ALTER TABLE account_2 RENAME TO account;

-- The balances are those of the two accounts after the entry; the previous entries are those before it in the histories
-- of the two accounts, or 0.
CREATE TABLE journal_2 (
    sequence INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    debit TEXT NOT NULL COLLATE NOCASE,
    debit_balance INTEGER NOT NULL,
    debit_previous INTEGER NOT NULL,
    credit TEXT NOT NULL COLLATE NOCASE,
    credit_balance INTEGER NOT NULL,
    credit_previous INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    held INTEGER NOT NULL,
    order_id BLOB CHECK (length(order_id) = 16),
    at INTEGER NOT NULL,
    statement BLOB NOT NULL,
    checkpoint INTEGER NOT NULL REFERENCES checkpoint (number) DEFERRABLE INITIALLY DEFERRED,
    leaf_index INTEGER NOT NULL,
    audit_path BLOB NOT NULL CHECK (length(audit_path) % 32 = 0)
) STRICT;

-- Both sides of an entry may be the same account: of neither is the other the previous entry.
WITH posting (account, sequence, side, delta, listed) AS (
    SELECT debit, sequence, 'debit', -amount, sequence FROM journal
    UNION ALL
    SELECT credit, sequence, 'credit', amount, iif(amount <> 0, sequence, NULL) FROM journal
),
running (sequence, side, balance, previous) AS MATERIALIZED (
    SELECT
        sequence,
        side,
        sum(delta) OVER (PARTITION BY account COLLATE NOCASE ORDER BY sequence),
        ifnull(max(listed) OVER (
            PARTITION BY account COLLATE NOCASE ORDER BY sequence RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
    FROM posting
)
INSERT INTO journal_2
SELECT
    journal.sequence, kind,
    debit, given.balance, given.previous,
    credit, got.balance, got.previous,
    amount, 0, order_id, at, statement, checkpoint, leaf_index, audit_path
FROM journal
CROSS JOIN running AS given ON given.sequence = journal.sequence AND given.side = 'debit'
CROSS JOIN running AS got ON got.sequence = journal.sequence AND got.side = 'credit'
ORDER BY journal.sequence;

DROP TABLE journal;

ALTER TABLE journal_2 RENAME TO journal;

-- As before, but for the moment at which the foreign key is checked.
CREATE TABLE payment_order_2 (
    id BLOB NOT NULL CHECK (length(id) = 16),
    payer TEXT NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    payee TEXT,
    status INTEGER NOT NULL,
    sequence INTEGER NOT NULL UNIQUE REFERENCES journal (sequence) DEFERRABLE INITIALLY DEFERRED,
    request BLOB NOT NULL,
    PRIMARY KEY (id, payer)
) STRICT, WITHOUT ROWID;

INSERT INTO payment_order_2 (id, payer, digest, payee, status, sequence, request)
SELECT id, payer, digest, payee, status, sequence, request FROM payment_order;

DROP TABLE payment_order;

ALTER TABLE payment_order_2 RENAME TO payment_order;

-- Money that an order has set aside, and what became of it.
CREATE TABLE hold (
    order_id BLOB NOT NULL CHECK (length(order_id) = 16),
    payer TEXT NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    payee TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    capture_by INTEGER NOT NULL,
    sequence INTEGER NOT NULL UNIQUE REFERENCES journal (sequence),
    end_status INTEGER,
    captured INTEGER CHECK (captured BETWEEN 0 AND amount),
    end_sequence INTEGER UNIQUE REFERENCES journal (sequence),
    end_digest BLOB CHECK (length(end_digest) = 32),
    end_request BLOB,
    CHECK ((end_status IS NULL) = (captured IS NULL)),
    CHECK ((end_status IS NULL) = (end_sequence IS NULL)),
    CHECK ((end_status IS NULL) = (end_digest IS NULL)),
    CHECK ((end_status IS NULL) = (end_request IS NULL)),
    PRIMARY KEY (order_id, payer)
) STRICT, WITHOUT ROWID;

-- What is past its time is found without looking at what has ended.
CREATE INDEX hold_open ON hold (capture_by, sequence) WHERE end_status IS NULL;

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

-- INSERT OR REPLACE deletes the rows that are in its way without asking the triggers above. So nothing may be in its way.
-- These triggers go off for every row that the ledger writes: with ROLLBACK, and foreign keys that are checked at the commit,
-- SQLite need not keep copies of all pages that a statement changes in case it fails.
CREATE TRIGGER journal_insert BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE sequence = new.sequence) BEGIN
    SELECT RAISE(ROLLBACK, 'the journal is append-only: entries are never replaced');
END;

CREATE TRIGGER checkpoint_insert BEFORE INSERT ON checkpoint
WHEN EXISTS (SELECT 1 FROM checkpoint WHERE number = new.number) BEGIN
    SELECT RAISE(ROLLBACK, 'the checkpoint chain is append-only: checkpoints are never replaced');
END;

CREATE TRIGGER payment_order_insert BEFORE INSERT ON payment_order
WHEN EXISTS (SELECT 1 FROM payment_order WHERE id = new.id AND payer = new.payer)
    OR EXISTS (SELECT 1 FROM payment_order WHERE sequence = new.sequence) BEGIN
    SELECT RAISE(ROLLBACK, 'decided orders are final: they are never replaced');
END;

CREATE TRIGGER hold_update BEFORE UPDATE ON hold
WHEN old.end_status IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a hold that has ended is never changed');
END;

CREATE TRIGGER hold_update_terms BEFORE UPDATE ON hold
WHEN old.end_status IS NULL AND (new.order_id, new.payer, new.digest, new.payee, new.amount, new.capture_by, new.sequence)
    <> (old.order_id, old.payer, old.digest, old.payee, old.amount, old.capture_by, old.sequence) BEGIN
    SELECT RAISE(ABORT, 'a hold can only end: what it holds is never changed');
END;

CREATE TRIGGER hold_update_end BEFORE UPDATE ON hold
WHEN old.end_status IS NULL AND EXISTS (SELECT 1 FROM hold WHERE end_sequence = new.end_sequence) BEGIN
    SELECT RAISE(ABORT, 'an entry of the journal ends one hold only');
END;

CREATE TRIGGER hold_delete BEFORE DELETE ON hold BEGIN
    SELECT RAISE(ABORT, 'holds are never deleted');
END;

-- Writing an open hold over itself is how it ends; any other row in the way would be replaced.
CREATE TRIGGER hold_insert BEFORE INSERT ON hold
WHEN EXISTS (SELECT 1 FROM hold WHERE order_id = new.order_id AND payer = new.payer
        AND (end_status IS NOT NULL OR (digest, payee, amount, capture_by, sequence)
            <> (new.digest, new.payee, new.amount, new.capture_by, new.sequence)))
    OR EXISTS (SELECT 1 FROM hold WHERE sequence = new.sequence
        AND (order_id, payer) <> (new.order_id, new.payer))
    OR EXISTS (SELECT 1 FROM hold WHERE end_sequence = new.end_sequence
        AND (order_id, payer) <> (new.order_id, new.payer)) BEGIN
    SELECT RAISE(ABORT, 'a hold is never replaced');
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
