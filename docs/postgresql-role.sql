-- What the server's role needs, and no more. Run it as the owner of the tables, in their schema, after the owner has opened
-- the ledger once, and again after an update; the role itself comes before: CREATE ROLE micropay LOGIN PASSWORD '...'.
GRANT SELECT ON micropay_schema, client TO micropay;
GRANT SELECT, UPDATE ON writing_turn TO micropay;
GRANT SELECT, INSERT ON journal, checkpoint, payment_order TO micropay;
GRANT SELECT, INSERT, UPDATE ON account, account_key, hold, claim, credential, presence TO micropay;
