package io.micropay.crashtest.actor;

import io.micropay.crashtest.record.ClientRecord;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.PemKeys;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.outbox.FileOutbox;
import io.micropay.outbox.Outbox;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The directory of one run: the ledger, and for each account keys, outbox and record. Keys are made once and serve every
 * life of a process, because making one takes longer than starting a process.
 *
 * @param directory where
 */
public record Ground(Path directory) {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String SERVER = "server";

    /** The accounts of a run. */
    public static List<AccountId> accounts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new AccountId("person" + i))
                .toList();
    }

    /** Makes the keys of the server and of some accounts. */
    public void prepare(List<AccountId> accounts) {
        keys(KeySpec.server(SERVER));
        Stream<KeySpec> specs = accounts.stream()
                .flatMap(account -> Stream.of("account", "sealing", "session")
                        .map(purpose -> KeySpec.session(name(account, purpose))));
        specs.parallel().forEach(this::keys);
    }

    private KeyMaterial keys(KeySpec spec) {
        return PemKeys.in(directory).loadOrCreate(spec, CLOCK);
    }

    private static String name(AccountId account, String purpose) {
        return account.name() + "-" + purpose;
    }

    private KeyMaterial keys(AccountId account, String purpose) {
        return PemKeys.in(directory).load(name(account, purpose));
    }

    /** The server's keys. */
    public KeyMaterial serverKeys() {
        return PemKeys.in(directory).load(SERVER);
    }

    /** The run's server, and no other. */
    public ServerTrust trust() {
        return ServerTrust.certificate(serverKeys().certificate());
    }

    /** The wallet of an account. */
    public Wallet wallet(AccountId account) {
        return new Wallet(keys(account, "account"), keys(account, "sealing"));
    }

    /** The session key of an account. */
    public KeyMaterial session(AccountId account) {
        return keys(account, "session");
    }

    /** The ledger file. */
    public Path ledger() {
        return directory.resolve("ledger.db");
    }

    /** The file with what an account's client has seen. */
    public Path recordFile(AccountId account) {
        return directory.resolve(account.name() + ".record");
    }

    ClientRecord record(AccountId account) {
        return ClientRecord.open(recordFile(account));
    }

    Outbox outbox(AccountId account) {
        return FileOutbox.open(directory.resolve(account.name() + ".outbox"));
    }
}
