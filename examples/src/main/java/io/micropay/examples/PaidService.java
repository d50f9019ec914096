package io.micropay.examples;

import io.micropay.MicropayClient;
import io.micropay.PeerEndpoint;
import io.micropay.event.PeerListener;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.Offer;
import io.micropay.model.Payment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An application that gets paid: it sells articles, takes offers of the right price only, and delivers once the server's
 * receipt has verified.
 */
public final class PaidService implements PeerListener, AutoCloseable {
    private final Map<String, Long> prices;
    private final Map<String, AccountId> delivered = new ConcurrentHashMap<>();
    private final MicropayClient client;
    private final PeerEndpoint endpoint;

    /**
     * Opens the shop: registers its account, and listens for payers.
     *
     * @param port where the server listens on this machine
     * @param trust which server to talk to
     * @param wallet the keys of the account {@code shop}
     * @param prices what is sold, and for how much
     */
    public PaidService(int port, ServerTrust trust, Wallet wallet, Map<String, Long> prices) {
        this.prices = Map.copyOf(prices);
        this.client =
                MicropayClient.builder("127.0.0.1", port, trust).listener(this).connect();
        AccountId shop = new AccountId("shop");
        client.register(shop, wallet);
        this.endpoint = client.login(shop, wallet);
    }

    /** The memo names the article; only its exact price is accepted. */
    @Override
    public boolean accept(Offer offer) {
        return offer.memo()
                .map(prices::get)
                .filter(price -> price == offer.order().order().amount())
                .isPresent();
    }

    /** The money is here, durably: deliver. */
    @Override
    public void paymentReceived(Payment payment, Optional<String> memo) {
        memo.ifPresent(article -> delivered.put(article, payment.payer()));
    }

    /** Who got what. */
    public Map<String, AccountId> delivered() {
        return Map.copyOf(delivered);
    }

    /** Whom customers pay. */
    public AccountId account() {
        return endpoint.account();
    }

    @Override
    public void close() {
        client.close();
    }
}
