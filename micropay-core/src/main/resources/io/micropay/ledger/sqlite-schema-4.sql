-- Schema 4: what may be paid only once. A blank line ends a statement.
-- A claim is a payment request, as the payee signed it, or with no bytes the refund of a payment. The order is the one that
-- settled it.
CREATE TABLE claim (
    key BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 32),
    request BLOB NOT NULL,
    settled_order BLOB CHECK (length(settled_order) = 16),
    settled_payer TEXT,
    CHECK ((settled_order IS NULL) = (settled_payer IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER claim_update BEFORE UPDATE ON claim
WHEN old.settled_order IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a settled claim is never changed');
END;

CREATE TRIGGER claim_update_terms BEFORE UPDATE ON claim
WHEN old.settled_order IS NULL AND (new.key, new.request) <> (old.key, old.request) BEGIN
    SELECT RAISE(ABORT, 'a claim can only be settled: what it claims is never changed');
END;

CREATE TRIGGER claim_delete BEFORE DELETE ON claim BEGIN
    SELECT RAISE(ABORT, 'claims are never deleted');
END;

-- Writing an unsettled claim over itself is how it is settled; any other row in the way would be replaced.
CREATE TRIGGER claim_insert BEFORE INSERT ON claim
WHEN EXISTS (SELECT 1 FROM claim WHERE key = new.key AND (settled_order IS NOT NULL OR request <> new.request)) BEGIN
    SELECT RAISE(ABORT, 'a claim is never replaced');
END;
