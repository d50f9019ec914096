-- Schema 1 of a Micropay ledger on PostgreSQL. Once released, this file never changes: what comes later goes into the next
-- numbered file.
-- Moments are milliseconds since 1970-01-01 UTC; digests and key ids are 32 bytes; amounts are in the smallest unit. Names
-- are ASCII; "folded" is a name in lower case, so that names are unique whatever their case.

-- Whoever writes to the ledger holds this row until the end of the transaction: sequences and the checkpoint chain are one
-- line, whichever server continues it.
CREATE TABLE writing_turn (
    id smallint PRIMARY KEY CHECK (id = 1)
);

INSERT INTO writing_turn VALUES (1);

-- Balances change with every payment: room on each page lets a new version of a row stay beside the old one.
CREATE TABLE account (
    folded text COLLATE "C" PRIMARY KEY CHECK (folded = lower(name) AND length(folded) BETWEEN 1 AND 32),
    name text COLLATE "C" NOT NULL,
    balance bigint NOT NULL,
    held bigint NOT NULL CHECK (held >= 0),
    state text NOT NULL CHECK (state IN ('OPEN', 'FROZEN', 'CLOSED')),
    last_entry bigint NOT NULL,
    registered_at bigint NOT NULL,
    CHECK (balance >= held OR name = 'issuance')
) WITH (fillfactor = 70);

-- The keys lie apart from the balances: they are large and hardly ever change, and PostgreSQL copies the whole row when a
-- part of it changes. Every account has a row here; in that of the issuance account the keys are null.
CREATE TABLE account_key (
    folded text COLLATE "C" PRIMARY KEY REFERENCES account (folded),
    account_key_id bytea CHECK (octet_length(account_key_id) = 32),
    sealing_key_id bytea CHECK (octet_length(sealing_key_id) = 32),
    account_key bytea,
    sealing_key bytea,
    CHECK ((account_key_id IS NULL) = (sealing_key_id IS NULL)),
    CHECK ((account_key_id IS NULL) = (account_key IS NULL)),
    CHECK ((account_key_id IS NULL) = (sealing_key IS NULL))
);

CREATE TABLE checkpoint (
    number bigint PRIMARY KEY,
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    previous bytea NOT NULL CHECK (octet_length(previous) = 32),
    tree_size integer NOT NULL,
    root bytea NOT NULL CHECK (octet_length(root) = 32),
    signer bytea NOT NULL CHECK (octet_length(signer) = 32),
    signature bytea NOT NULL
);

-- Debit and credit: the account, its balance after the entry, and the entry before in its history. The audit path is its
-- hashes, one after the other, from the leaf up.
CREATE TABLE journal (
    sequence bigint PRIMARY KEY,
    kind text NOT NULL,
    debit text COLLATE "C" NOT NULL,
    debit_balance bigint NOT NULL,
    debit_previous bigint NOT NULL,
    credit text COLLATE "C" NOT NULL,
    credit_balance bigint NOT NULL,
    credit_previous bigint NOT NULL,
    amount bigint NOT NULL,
    held bigint NOT NULL,
    order_id uuid,
    at bigint NOT NULL,
    statement bytea NOT NULL,
    checkpoint bigint NOT NULL,
    leaf_index integer NOT NULL,
    audit_path bytea NOT NULL CHECK (octet_length(audit_path) % 32 = 0)
);

-- Ids are UUIDs of version 7: they sort by time, so that new rows go to the end of the index. Each payer has its own.
CREATE TABLE payment_order (
    id uuid NOT NULL,
    payer text COLLATE "C" NOT NULL,
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    payee text COLLATE "C",
    status integer NOT NULL,
    sequence bigint NOT NULL UNIQUE,
    request bytea NOT NULL,
    PRIMARY KEY (id, payer)
);

CREATE TABLE hold (
    order_id uuid NOT NULL,
    payer text COLLATE "C" NOT NULL,
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    payee text COLLATE "C" NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    capture_by bigint NOT NULL,
    sequence bigint NOT NULL UNIQUE,
    end_status integer,
    captured bigint CHECK (captured BETWEEN 0 AND amount),
    end_sequence bigint UNIQUE,
    end_digest bytea CHECK (octet_length(end_digest) = 32),
    end_request bytea,
    PRIMARY KEY (order_id, payer),
    CHECK ((end_status IS NULL) = (captured IS NULL)),
    CHECK ((end_status IS NULL) = (end_sequence IS NULL)),
    CHECK ((end_status IS NULL) = (end_digest IS NULL)),
    CHECK ((end_status IS NULL) = (end_request IS NULL))
);

-- What is past its time is found without looking at what has ended.
CREATE INDEX hold_open ON hold (capture_by) WHERE end_status IS NULL;

-- A grant (server_key_id to valid_until) with its signature (signer to signature) and the keys that it speaks of.
CREATE TABLE credential (
    session_key_id bytea PRIMARY KEY CHECK (octet_length(session_key_id) = 32),
    server_key_id bytea NOT NULL CHECK (octet_length(server_key_id) = 32),
    account text COLLATE "C" NOT NULL,
    sealing_key_id bytea NOT NULL CHECK (octet_length(sealing_key_id) = 32),
    valid_from bigint NOT NULL,
    valid_until bigint NOT NULL,
    statement bytea NOT NULL,
    signer bytea NOT NULL CHECK (octet_length(signer) = 32),
    previous bytea CHECK (octet_length(previous) = 32),
    tree_size integer NOT NULL,
    leaf_index integer NOT NULL,
    audit_path bytea NOT NULL CHECK (octet_length(audit_path) % 32 = 0),
    signature bytea NOT NULL,
    account_key bytea NOT NULL,
    session_key bytea NOT NULL,
    sealing_key bytea NOT NULL
);

CREATE TABLE presence (
    folded text COLLATE "C" PRIMARY KEY CHECK (folded = lower(account)),
    account text COLLATE "C" NOT NULL,
    online boolean NOT NULL,
    ip text NOT NULL,
    public_port integer NOT NULL,
    private_port integer NOT NULL
);

-- Who is online is found without looking at everybody else.
CREATE INDEX presence_online ON presence (folded) WHERE online;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER writing_turn_stays BEFORE INSERT OR UPDATE OR DELETE ON writing_turn
    FOR EACH ROW EXECUTE FUNCTION refuse_change('the turn to write is one row, which stays as it is');

CREATE TRIGGER writing_turn_truncate BEFORE TRUNCATE ON writing_turn
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('the turn to write is one row, which stays as it is');

CREATE TRIGGER journal_stays BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION refuse_change('the journal is append-only: entries are never changed or deleted');

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('the journal is append-only: entries are never changed or deleted');

CREATE TRIGGER payment_order_stays BEFORE UPDATE OR DELETE ON payment_order
    FOR EACH ROW EXECUTE FUNCTION refuse_change('decided orders are final: they are never changed or deleted');

CREATE TRIGGER payment_order_truncate BEFORE TRUNCATE ON payment_order
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('decided orders are final: they are never changed or deleted');

CREATE TRIGGER checkpoint_stays BEFORE UPDATE OR DELETE ON checkpoint
    FOR EACH ROW EXECUTE FUNCTION refuse_change('the checkpoint chain is append-only: checkpoints are never changed or deleted');

CREATE TRIGGER checkpoint_truncate BEFORE TRUNCATE ON checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('the checkpoint chain is append-only: checkpoints are never changed or deleted');

CREATE TRIGGER hold_ended BEFORE UPDATE ON hold
    FOR EACH ROW WHEN (old.end_status IS NOT NULL)
    EXECUTE FUNCTION refuse_change('a hold that has ended is never changed');

CREATE TRIGGER hold_delete BEFORE DELETE ON hold
    FOR EACH ROW EXECUTE FUNCTION refuse_change('holds are never deleted');

CREATE TRIGGER hold_truncate BEFORE TRUNCATE ON hold
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('holds are never deleted');

-- What is referred to is there, and is never deleted, so that looking once is enough. Foreign keys would look row by row,
-- which took half of the time of a batch.
CREATE FUNCTION refer_to_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT checkpoint FROM fresh) AS wanted
        WHERE NOT EXISTS (SELECT FROM checkpoint WHERE checkpoint.number = wanted.checkpoint)
    ) THEN
        RAISE EXCEPTION 'an entry refers to a checkpoint that does not exist' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION refer_to_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM fresh WHERE NOT EXISTS (SELECT FROM journal WHERE journal.sequence = fresh.sequence)
    ) THEN
        RAISE EXCEPTION '%', 'a row of ' || TG_TABLE_NAME || ' refers to an entry that does not exist'
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION refer_to_journal_at_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM fresh
        WHERE end_sequence IS NOT NULL
            AND NOT EXISTS (SELECT FROM journal WHERE journal.sequence = fresh.end_sequence)
    ) THEN
        RAISE EXCEPTION 'a hold refers to an entry that does not exist' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER journal_refers AFTER INSERT ON journal
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refer_to_checkpoint();

CREATE TRIGGER payment_order_refers AFTER INSERT ON payment_order
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refer_to_journal();

CREATE TRIGGER hold_refers AFTER INSERT ON hold
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refer_to_journal();

CREATE TRIGGER hold_refers_still AFTER UPDATE ON hold
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refer_to_journal();

CREATE TRIGGER hold_end_refers AFTER INSERT ON hold
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refer_to_journal_at_end();

CREATE TRIGGER hold_end_refers_still AFTER UPDATE ON hold
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refer_to_journal_at_end();

-- For people with psql: who is registered, where they are online, and what they have.
CREATE VIEW client (username, ip, public_port, private_port, online_status, balance) AS
SELECT
    account.name,
    coalesce(presence.ip, '-1'),
    coalesce(presence.public_port, -1),
    coalesce(presence.private_port, -1),
    coalesce(presence.online, false)::integer,
    account.balance
FROM account LEFT JOIN presence ON presence.folded = account.folded
WHERE account.name <> 'issuance'
ORDER BY account.registered_at, account.folded;
