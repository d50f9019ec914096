package io.micropay.testkit;

import io.micropay.keys.KeyMaterial;

/** The contract as it runs against wrong key material. Not a test: {@link WrongKeysIT} runs it. */
final class KeySubject extends KeyMaterialContract {
    /** What JUnit cannot give to an instance that it makes. */
    static volatile KeyMaterial keys = WrongKeys.RIGHT;

    @Override
    protected KeyMaterial keys() {
        return keys;
    }
}
