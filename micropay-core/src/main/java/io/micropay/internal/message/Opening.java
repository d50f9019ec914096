package io.micropay.internal.message;

import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import java.time.Instant;

/**
 * What the server signs when it registers an account.
 *
 * @param sequence the place in the journal
 * @param account the account
 * @param accountKey the id of its account key
 * @param sealingKey the id of its sealing key
 * @param amount the opening balance
 * @param at the server's time
 */
public record Opening(long sequence, AccountId account, KeyId accountKey, KeyId sealingKey, long amount, Instant at) {}
