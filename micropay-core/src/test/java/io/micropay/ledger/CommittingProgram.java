package io.micropay.ledger;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Commits an account to the ledger file that it is given, says so, and waits to be killed. */
final class CommittingProgram {
    private CommittingProgram() {}

    public static void main(String[] arguments) throws IOException {
        AccountStore store = SqliteAccountStore.open(Path.of(arguments[0]));
        AccountStoreContract.save(store, LedgerSamples.ofAccounts(LedgerSamples.account(1, 100)));
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        output.println("committed");
        int unread = System.in.read();
        output.println("not killed, but told " + unread);
    }
}
