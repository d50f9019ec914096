package io.micropay.testkit;

import io.micropay.model.AccountId;

/**
 * What a worker was told, or looked up when it was told nothing.
 *
 * @param account the row of the transaction
 * @param committed whether it was committed
 */
record Verdict(AccountId account, boolean committed) {}
