package io.micropay.testkit;

import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import java.time.Clock;

class InMemoryKeysContractIT extends KeyMaterialContract {
    private static final KeyMaterial KEYS = InMemoryKeys.generate(KeySpec.session("session"), Clock.systemUTC());

    @Override
    protected KeyMaterial keys() {
        return KEYS;
    }
}
