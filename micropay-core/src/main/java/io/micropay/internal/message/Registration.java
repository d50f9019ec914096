package io.micropay.internal.message;

import io.micropay.model.AccountId;
import io.micropay.model.KeyId;

/**
 * What an account key signs to be registered: at this server, under this name, over this session.
 *
 * @param serverKey the only server for which it holds
 * @param account the wanted name
 * @param accountKey the id of the key that signs
 * @param sealingKey the id of the key to seal to
 * @param sessionKey the session key of the connection over which it is sent, so that it cannot be replayed elsewhere
 */
public record Registration(KeyId serverKey, AccountId account, KeyId accountKey, KeyId sealingKey, KeyId sessionKey) {}
