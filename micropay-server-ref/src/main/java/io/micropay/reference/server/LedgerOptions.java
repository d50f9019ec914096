package io.micropay.reference.server;

import io.micropay.keys.KeyMaterial;
import io.micropay.keys.PemKeys;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which ledger a command is about, and with which key. */
final class LedgerOptions {
    @Option(
            names = "--db",
            paramLabel = "LEDGER",
            description = "The ledger: a file, '" + ServerProgram.DEFAULT_DATABASE
                    + "' unless given, or jdbc:postgresql://HOST/DATABASE. Servers may have it open.")
    private @Nullable String database;

    @Option(
            names = "--certs",
            paramLabel = "DIR",
            description = "Where server.key and server.crt are, '" + ServerProgram.DEFAULT_CERTS + "' unless given.")
    private @Nullable Path certs;

    LedgerAddress ledger(ServerProgram program) {
        return program.ledger(Optional.ofNullable(database));
    }

    KeyMaterial keys(ServerProgram program) {
        return pair(program).load();
    }

    X509Certificate certificate(ServerProgram program) {
        return PemKeys.readCertificates(pair(program).certificate()).get(0);
    }

    private ServerKeys pair(ServerProgram program) {
        return new ServerKeys(certs == null ? program.certs() : certs);
    }
}
