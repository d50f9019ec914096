package io.micropay.crashtest;

import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keys that are made once for all tests. */
public final class Keys {
    private static final Map<String, KeyMaterial> MADE = new ConcurrentHashMap<>();

    private Keys() {}

    private static KeyMaterial key(String name) {
        return MADE.computeIfAbsent(name, id -> InMemoryKeys.generate(KeySpec.session(id), Clock.systemUTC()));
    }

    public static KeyMaterial server() {
        return key("server");
    }

    public static KeyMaterial session(AccountId account) {
        return key(account.name() + "-session");
    }

    public static Wallet wallet(AccountId account) {
        return new Wallet(key(account.name() + "-account"), key(account.name() + "-sealing"));
    }
}
