package io.micropay.internal.session;

import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.ledger.Settlement;
import io.micropay.ledger.Account;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What all sessions of a server share.
 *
 * @param settings what the server was started with
 * @param serverKey the public half of the server key
 * @param tls the context of every connection
 * @param settlement the ledger's writer
 * @param directory who is online
 * @param admission the places
 * @param credentials the verifier of what others signed
 * @param resources threads and timer
 */
public record ServerCore(
        ServerSettings settings,
        PublicKeyHandle serverKey,
        SSLContext tls,
        Settlement settlement,
        Directory directory,
        Admission admission,
        Credentials credentials,
        SessionResources resources) {

    /** Lets accounts in and out. */
    public Reception reception() {
        return new Reception(this);
    }

    /** The server's time, in whole milliseconds. */
    public Instant now() {
        return settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** An account as it was committed last. */
    public Optional<Account> account(AccountId id) {
        try (LedgerView view = settings.store().view()) {
            return view.load(LedgerKeys.ofAccounts(id)).account(id);
        }
    }

    /** The sequence of the last journal entry that is committed. */
    long journal() {
        try (LedgerView view = settings.store().view()) {
            return view.load(LedgerKeys.none()).head().lastSequence();
        }
    }
}
