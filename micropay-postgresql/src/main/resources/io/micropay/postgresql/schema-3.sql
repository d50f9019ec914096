-- Schema 3: what may be paid only once.

-- A claim is a payment request, as the payee signed it, or with no bytes the refund of a payment. The order is the one that
-- settled it.
CREATE TABLE claim (
    key bytea PRIMARY KEY CHECK (octet_length(key) = 32),
    request bytea NOT NULL,
    settled_order uuid,
    settled_payer text COLLATE "C",
    CHECK ((settled_order IS NULL) = (settled_payer IS NULL))
);

CREATE TRIGGER claim_settled BEFORE UPDATE ON claim
    FOR EACH ROW WHEN (old.settled_order IS NOT NULL)
    EXECUTE FUNCTION refuse_change('a settled claim is never changed');

CREATE TRIGGER claim_terms BEFORE UPDATE ON claim
    FOR EACH ROW WHEN ((new.key, new.request) IS DISTINCT FROM (old.key, old.request))
    EXECUTE FUNCTION refuse_change('a claim can only be settled: what it claims is never changed');

CREATE TRIGGER claim_delete BEFORE DELETE ON claim
    FOR EACH ROW EXECUTE FUNCTION refuse_change('claims are never deleted');

CREATE TRIGGER claim_truncate BEFORE TRUNCATE ON claim
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('claims are never deleted');
