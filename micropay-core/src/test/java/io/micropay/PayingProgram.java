package io.micropay;

import io.micropay.keys.Fingerprint;
import io.micropay.keys.Passphrase;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.outbox.FileOutbox;
import io.micropay.outbox.Outbox;
import java.io.IOException;
import java.nio.file.Path;

/** Pays, with an outbox in a file, and is killed meanwhile. */
final class PayingProgram {
    static final char[] PASSPHRASE = "correct horse battery staple".toCharArray();

    private PayingProgram() {}

    /** Arguments: port, fingerprint, outbox, wallet, payer, payee, amount. */
    public static void main(String[] arguments) throws IOException {
        ServerTrust trust = ServerTrust.pinned(Fingerprint.parse(arguments[1]));
        try (Outbox outbox = FileOutbox.open(Path.of(arguments[2]));
                MicropayClient client = MicropayClient.builder("127.0.0.1", Integer.parseInt(arguments[0]), trust)
                        .outbox(outbox)
                        .connect()) {
            Wallet wallet = Wallet.load(Path.of(arguments[3]), Passphrase.of(PASSPHRASE));
            client.login(new AccountId(arguments[4]), wallet)
                    .pay(new AccountId(arguments[5]), Long.parseLong(arguments[6]));
        }
    }
}
