package io.micropay.internal.message;

import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import java.time.Instant;

/**
 * What the server signs when a hosted account gets a key of its own. Up to here the server's key was the account's, so that
 * this signature is also that of the key that gives way.
 *
 * @param sequence the place in the journal
 * @param account the account
 * @param accountKey the id of its account key from now on
 * @param sealingKey the id of its sealing key from now on
 * @param at the server's time
 */
public record Binding(long sequence, AccountId account, KeyId accountKey, KeyId sealingKey, Instant at) {}
