package io.micropay.reference.client.demo;

import static io.micropay.reference.client.demo.DemoTeller.require;

import io.micropay.PeerEndpoint;
import io.micropay.error.OrderRejectedException;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.Listing;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.demo.DemoPerson.Notice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/**
 * A payment from end to end, told to somebody who has never seen Micropay. Everything that is told was checked before:
 * if anything is not as it should be, the demo fails.
 */
public final class Demo {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final long OPENING_BALANCE = 10_000;
    private static final long PRICE = 2000;
    private static final long FORGED_PRICE = 9000;
    private static final long TOO_MUCH = 50_000;
    private static final String MEMO = "thanks for lunch";

    private final DemoTeller teller;

    private Demo(DemoTeller teller) {
        this.teller = teller;
    }

    /** Everybody's long-lived keys. */
    private record Keys(KeyMaterial server, Wallet alice, Wallet bob) {}

    /**
     * Runs the demo.
     *
     * @param out where to tell it
     * @throws RuntimeException if anything is not as it should be; the message says what
     */
    public static void run(PrintWriter out) {
        DemoTeller teller = new DemoTeller(out);
        teller.line("Micropay: alice pays bob. A server and two clients run in this process, talk");
        teller.line("over real TLS connections, and keep the money in a real SQLite ledger.");
        new Demo(teller).play();
        teller.line("");
        teller.line("That is all. Every claim above was checked, and nothing is left on the disk.");
        teller.line("To try it yourself, in a checkout:");
        teller.line("  ./micropay server 8888                  in one window");
        teller.line("  ./micropay client 127.0.0.1 8888        in two others");
    }

    private void play() {
        Keys keys = teller.step("Everybody makes keys. The private halves never leave their owners.", this::makeKeys);
        Path directory = DemoGround.throwAwayDirectory();
        try (DemoGround ground = teller.step("A server starts, with an empty ledger.", () -> start(directory, keys));
                DemoPerson alice = teller.step("alice connects to it.", () -> connect(ALICE, keys.alice(), ground));
                DemoPerson bob = teller.step("bob connects to it.", () -> connect(BOB, keys.bob(), ground))) {
            teller.step(
                    "Both register a name, and the public key to which it belongs from now on.",
                    () -> register(alice, bob));
            PeerEndpoint payer = teller.step("Both log in, and can be paid from now on.", () -> logIn(alice, bob));
            Payment payment = teller.step(
                    "alice hands bob a signed order for $" + PRICE + ", and the server settles it.",
                    () -> pay(payer, bob));
            DemoReceipt receipt = new DemoReceipt(teller, ground, payment);
            teller.step("Anybody can verify the receipt, offline, with the server's certificate.", receipt::verify);
            teller.step(
                    "A cheat changes the amount in the receipt to $" + FORGED_PRICE + ".",
                    () -> receipt.forge(FORGED_PRICE));
            teller.step("alice tries to pay $" + TOO_MUCH + ", which she does not have.", () -> payTooMuch(payer));
            teller.step("What is in the ledger now?", () -> compareBalances(alice, bob));
        }
    }

    private Keys makeKeys() {
        Clock clock = Clock.systemUTC();
        CompletableFuture<KeyMaterial> server =
                CompletableFuture.supplyAsync(() -> InMemoryKeys.generate(KeySpec.server("server"), clock));
        CompletableFuture<Wallet> alice = CompletableFuture.supplyAsync(() -> Wallet.generate(ALICE.name(), clock));
        CompletableFuture<Wallet> bob = CompletableFuture.supplyAsync(() -> Wallet.generate(BOB.name(), clock));
        Keys keys = new Keys(server.join(), alice.join(), bob.join());
        teller.detail("server  " + Fingerprint.of(keys.server().certificate()));
        teller.detail("alice   " + Fingerprint.of(keys.alice().account().certificate()));
        teller.detail("bob     " + Fingerprint.of(keys.bob().account().certificate()));
        return keys;
    }

    private DemoGround start(Path directory, Keys keys) {
        DemoGround ground = DemoGround.open(directory, keys.server());
        teller.detail("It listens on port " + ground.server().port() + ". Its ledger is the file");
        teller.detail(ground.file("server.db").toString());
        return ground;
    }

    private DemoPerson connect(AccountId account, Wallet wallet, DemoGround ground) {
        DemoPerson person = DemoPerson.connect(account, wallet, ground.server());
        require(
                person.client().serverCertificate().equals(ground.server().certificate()),
                account + " is connected to another server");
        teller.detail("The server has proved to own the key that " + account + " expects, no other would do.");
        return person;
    }

    private void register(DemoPerson alice, DemoPerson bob) {
        alice.register();
        bob.register();
        teller.detail("alice and bob each have an account, with $" + OPENING_BALANCE + " to start with.");
    }

    private PeerEndpoint logIn(DemoPerson alice, DemoPerson bob) {
        PeerEndpoint payer = alice.logIn();
        bob.logIn();
        Listing listing = alice.client().list();
        require(listing.online() == 2, "two should be online, not " + listing.online());
        require(
                listing.balance() == OPENING_BALANCE,
                "alice should start with " + OPENING_BALANCE + ", not " + listing.balance());
        teller.detail("alice's balance is $" + listing.balance() + ". Online are (name, address, port):");
        listing.peers().forEach(peer -> teller.detail("  " + peer));
        return payer;
    }

    private Payment pay(PeerEndpoint payer, DemoPerson bob) {
        Payment payment = payer.pay(BOB, PRICE, MEMO);
        require(
                payment.receipt().outcome().isSettled(),
                "the payment should be settled: " + payment.receipt().outcome());
        teller.detail("alice has a receipt that the server signed: order " + payment.id() + ",");
        teller.detail("number " + payment.receipt().outcome().sequence() + " in the journal. The money has moved.");
        Notice notice = bob.awaitNotice();
        require(notice.payment().receipt().equals(payment.receipt()), "bob should have alice's receipt");
        require(notice.memo().filter(MEMO::equals).isPresent(), "bob should read the memo '" + MEMO + "'");
        teller.detail("bob is told: alice just sent you $" + notice.payment().amount() + "!");
        teller.detail("and reads what she wrote to him alone: " + MEMO);
        return payment;
    }

    private void payTooMuch(PeerEndpoint payer) {
        try {
            payer.pay(BOB, TOO_MUCH);
        } catch (OrderRejectedException e) {
            require(e.status() == StatusCode.INSUFFICIENT_FUNDS, "rejected for another reason: " + e.getMessage());
            require(e.payment().isPresent(), "a rejection by the server should have a receipt");
            teller.detail("Refused: " + e.status().text() + ".");
            teller.detail("That, too, is signed by the server: this order will never be paid.");
            return;
        }
        throw new DemoFailure("alice could pay more than she has");
    }

    private void compareBalances(DemoPerson alice, DemoPerson bob) {
        long hers = alice.balance();
        long his = bob.balance();
        require(hers == OPENING_BALANCE - PRICE, "alice should have " + (OPENING_BALANCE - PRICE) + ", not " + hers);
        require(his == OPENING_BALANCE + PRICE, "bob should have " + (OPENING_BALANCE + PRICE) + ", not " + his);
        teller.detail("alice $" + hers + ", bob $" + his + ": together $" + (hers + his) + ", as before.");
    }
}
