-- Schema 2: every grant that a session key logged in with is kept, so that what it signed is verified with the one of its
-- time.
ALTER TABLE credential DROP CONSTRAINT credential_pkey, ADD PRIMARY KEY (session_key_id, statement);
