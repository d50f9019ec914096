package io.micropay.testkit;

import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.PemKeys;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class PemKeysContractIT extends KeyMaterialContract {
    @TempDir
    private static Path directory;

    @BeforeAll
    static void makeFiles() {
        KeyMaterial written = PemKeys.in(directory).create(KeySpec.session("session"), Clock.systemUTC());
        assert written.certificateChain().size() == 1;
    }

    /** Always from the files, which is where a program finds its keys. */
    @Override
    protected KeyMaterial keys() {
        return PemKeys.in(directory).load("session");
    }
}
