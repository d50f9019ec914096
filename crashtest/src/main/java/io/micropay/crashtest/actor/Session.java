package io.micropay.crashtest.actor;

import io.micropay.MicropayClient;
import io.micropay.PeerEndpoint;
import io.micropay.crashtest.record.ClientRecord;
import io.micropay.error.AuthenticationException;
import io.micropay.error.RequestRefusedException;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.StatusCode;
import java.time.Duration;

/**
 * An account that is logged in, with all that its client writes down.
 *
 * @param client the client
 * @param endpoint its endpoint
 * @param witness what it is told
 * @param outbox its outbox, which stays open
 * @param record where it writes down what it sees
 */
record Session(MicropayClient client, PeerEndpoint endpoint, Witness witness, HookedOutbox outbox, ClientRecord record)
        implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Connects and logs in, registers before if need be, and settles what an earlier life has left. */
    static Session open(Ground ground, AccountId account, int port, HookedOutbox outbox, Instruments instruments) {
        Witness witness = new Witness(account, instruments.record(), instruments.killSwitch(), Signals::step);
        MicropayClient client = MicropayClient.builder("127.0.0.1", port, ground.trust())
                .sessionKeys(ground.session(account))
                .outbox(outbox)
                .listener(witness)
                .timeout(PATIENCE)
                .connect();
        try {
            PeerEndpoint endpoint = logIn(client, account, ground.wallet(account));
            endpoint.resumed().join();
            return new Session(client, endpoint, witness, outbox, instruments.record());
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private static PeerEndpoint logIn(MicropayClient client, AccountId account, Wallet wallet) {
        try {
            return client.login(account, wallet);
        } catch (AuthenticationException e) {
            register(client, account, wallet);
            return client.login(account, wallet);
        }
    }

    private static void register(MicropayClient client, AccountId account, Wallet wallet) {
        try {
            client.register(account, wallet);
        } catch (RequestRefusedException e) {
            if (e.status() != StatusCode.NAME_TAKEN) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        witness.end();
        client.close();
    }
}
