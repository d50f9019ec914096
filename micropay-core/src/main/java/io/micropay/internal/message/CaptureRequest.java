package io.micropay.internal.message;

import io.micropay.model.AccountId;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;

/**
 * What a payee signs to end a hold: takes a part of it, all of it, or nothing.
 *
 * @param serverKey the only server for which it holds
 * @param hold the order that set the money aside
 * @param holdDigest the SHA-256 digest of that order's statement
 * @param payee the payee of that order, who signs this
 * @param amount how much to take; zero releases the hold
 */
public record CaptureRequest(KeyId serverKey, OrderRef hold, Digest holdDigest, AccountId payee, long amount) {}
