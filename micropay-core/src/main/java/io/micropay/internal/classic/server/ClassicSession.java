package io.micropay.internal.classic.server;

import io.micropay.classic.ClassicPeer;
import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.RequestRefusedException;
import io.micropay.internal.classic.ClassicChannel;
import io.micropay.internal.classic.ClassicChannel.Arrived;
import io.micropay.internal.classic.ListingText;
import io.micropay.internal.classic.Reply;
import io.micropay.internal.classic.Requests;
import io.micropay.internal.classic.server.Custodian.Custody;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.message.ServerMessage;
import io.micropay.internal.session.Callbacks;
import io.micropay.internal.session.OnlineSession;
import io.micropay.ledger.Account;
import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The session of a client of the classic dialect, from its first block to the goodbye. */
final class ClassicSession implements OnlineSession {
    private static final Logger LOG = System.getLogger(ClassicSession.class.getName());

    /** The dialect has no ping, and its users think for a while before they log in. */
    private static final Duration GUEST_PATIENCE = Duration.ofMinutes(10);

    private static final int MAX_UNREADABLE = 3;

    /** What may wait to be said at once to a client that does not read. */
    private static final int MAX_WORDS = 32;

    /** How many connections to a client's endpoint may be under way at once. */
    private static final int MAX_ANNOUNCEMENTS = 4;

    private static final String REGISTER = Requests.REGISTER + "#";
    private static final Pattern LOGIN = Pattern.compile("([^#]*)#([^#]*)");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final int MAX_PORT = 65_535;

    private final ClassicDialect dialect;
    private final ClassicChannel channel;
    private final InetSocketAddress remote;
    private final KeyId provenKey;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicBoolean isPaying = new AtomicBoolean();
    private final Errands words;
    private final Errands announcements;
    private volatile @Nullable Custody member;
    private volatile @Nullable StatusCode dismissal;

    /** Touched by the reading thread only, as what follows. */
    private boolean isTransferDue;

    private boolean isShortListingLogged;
    private int unreadable;

    ClassicSession(ClassicDialect dialect, ClassicChannel channel) {
        this.dialect = dialect;
        this.channel = channel;
        this.remote = channel.socket().remote();
        this.provenKey = PublicKeyHandle.of(channel.socket().peer()).id();
        Executor threads = dialect.core().resources().threads();
        this.words = new Errands(threads, MAX_WORDS);
        this.announcements = new Errands(threads, MAX_ANNOUNCEMENTS);
    }

    /**
     * Serves the client until one of the two has had enough.
     *
     * @return why it is over
     */
    String converse() {
        try {
            return answerAll() ? "it exited" : "it closed without a goodbye";
        } catch (MicropayException e) {
            StatusCode reason = dismissal;
            return reason == null ? String.valueOf(e.getMessage()) : reason.text();
        } finally {
            logOut();
            channel.close();
            channel.abort();
            end.countDown();
        }
    }

    /** True if the client said goodbye. */
    private boolean answerAll() {
        Optional<Arrived> next = channel.receive(patience());
        while (next.isPresent()) {
            Arrived block = next.get();
            Callbacks.run(() -> dialect.core().settings().listener().received(remote, block.traffic()));
            if (block.text().isEmpty()) {
                refuseUnreadable();
            } else if (!answer(block.text().get())) {
                return true;
            }
            next = channel.receive(patience());
        }
        return false;
    }

    /** A session ends with the grant that the server signs by; a guest's after a while. */
    private Duration patience() {
        Custody custody = member;
        if (custody == null) {
            return GUEST_PATIENCE;
        }
        Duration left = Duration.between(dialect.core().now(), custody.end()).minus(HostedPayer.LONGEST);
        if (left.isNegative() || left.isZero()) {
            throw new RequestRefusedException(StatusCode.TIMED_OUT, "a classic session ends after a day; log in again");
        }
        return left;
    }

    private void refuseUnreadable() {
        unreadable++;
        say(Reply.MALFORMED);
        if (unreadable == MAX_UNREADABLE) {
            throw new RequestRefusedException(
                    StatusCode.MALFORMED, MAX_UNREADABLE + " blocks could not be read with the key of its certificate");
        }
    }

    /** False if that was the goodbye. */
    private boolean answer(String text) {
        boolean wasTransferDue = isTransferDue;
        isTransferDue = false;
        if (wasTransferDue
                && dialect.cashier().takeFromPayee(text, memberOrThrow().account())) {
            return true;
        }
        Matcher login = LOGIN.matcher(text);
        switch (text) {
            case Requests.EXIT -> {
                // First, so that nobody sees a client online that was told that it is not.
                logOut();
                say(Reply.BYE);
                return false;
            }
            case Requests.LIST -> list();
            case Requests.TRANSACTION -> {
                isTransferDue = member != null;
                if (!isTransferDue) {
                    say(Reply.NOT_LOGGED_IN);
                }
            }
            default -> {
                if (text.startsWith(REGISTER)) {
                    register(text.substring(REGISTER.length()));
                } else if (login.matches()) {
                    logIn(login.group(1), login.group(2));
                } else {
                    say(Reply.MALFORMED);
                }
            }
        }
        return true;
    }

    private void register(String name) {
        try {
            Command command = new Command.Register(
                    new AccountId(name), dialect.custodian().accountKeys());
            dialect.core().reception().carryOut(command);
            say(Reply.REGISTERED);
        } catch (RequestRefusedException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "a registration from {0} was refused: {1}", remote, e.getMessage());
            say(Reply.NAME_TAKEN);
        }
    }

    private void logIn(String name, String port) {
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) > MAX_PORT || Integer.parseInt(port) == 0) {
            say(Reply.MALFORMED);
            return;
        }
        if (member != null) {
            say(Reply.DUPLICATE_LOGIN);
            return;
        }
        Optional<AccountId> account = hosted(name);
        if (account.isEmpty()) {
            say(Reply.AUTHENTICATION_FAILED);
            return;
        }
        Custody custody = dialect.custodian().custody(account.get());
        try {
            dialect.core().reception().logIn(custody.credential(), remote, Integer.parseInt(port), this);
        } catch (RequestRefusedException e) {
            boolean isDuplicate = e.status() == StatusCode.ALREADY_LOGGED_IN;
            say(isDuplicate ? Reply.DUPLICATE_LOGIN : Reply.AUTHENTICATION_FAILED);
            return;
        }
        member = custody;
        list();
    }

    /** An account that can log in by its name: one that has no key of its own. */
    private Optional<AccountId> hosted(String name) {
        try {
            AccountId id = new AccountId(name);
            KeyId server = dialect.core().serverKey().id();
            return dialect.core()
                    .account(id)
                    .filter(account -> account.id().equals(id) && account.isHostedBy(server))
                    .map(Account::id);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void list() {
        Custody custody = member;
        if (custody == null) {
            say(Reply.NOT_LOGGED_IN);
            return;
        }
        AccountId account = custody.account();
        long balance = dialect.core().account(account).map(Account::balance).orElseThrow();
        List<ClassicPeer> everybody =
                dialect.gateway().directorySeenAt(channel.socket().raw().getLocalAddress());
        ClassicPeer own = everybody.stream()
                .filter(peer -> peer.name().equals(account.name()))
                .findFirst()
                .orElseThrow(() -> new RequestRefusedException(StatusCode.SESSION_REPLACED, "logged out meanwhile"));
        ListingText.Fitted listing = ListingText.format(balance, own, everybody);
        if (!listing.isComplete() && !isShortListingLogged) {
            isShortListingLogged = true;
            LOG.log(
                    Level.WARNING,
                    "a listing of {0} entries does not fit one block: {1} gets as many as do",
                    everybody.size(),
                    account);
        }
        channel.send(listing.text());
    }

    private Custody memberOrThrow() {
        Custody custody = member;
        if (custody == null) {
            throw new RequestRefusedException(StatusCode.NOT_LOGGED_IN, StatusCode.NOT_LOGGED_IN.text());
        }
        return custody;
    }

    private void logOut() {
        Custody custody = member;
        if (custody != null) {
            dialect.core().reception().logOut(custody.account(), this);
        }
    }

    private void say(Reply reply) {
        // What the ledger has decided, it has told by itself.
        boolean isRefusal = reply != Reply.REGISTERED
                && reply != Reply.BYE
                && !reply.status().isFinal();
        if (isRefusal) {
            Callbacks.run(() -> dialect.core().settings().listener().refused(remote, reply.status()));
        }
        channel.send(reply.text());
    }

    /**
     * Says something that this client has not asked for on this thread. Waits until that is written, but not long for one that
     * does not read: whoever makes it so that this client is told much waits as long for each word.
     */
    void tell(Reply reply) {
        CountDownLatch said = new CountDownLatch(1);
        boolean isUnderWay = words.start(() -> {
            try {
                sayIfItListens(reply);
            } finally {
                said.countDown();
            }
        });
        if (isUnderWay) {
            await(said);
        } else {
            // It does not read, or the server is closing; no threads are to pile up for it.
            channel.abort();
        }
    }

    private boolean await(CountDownLatch latch) {
        try {
            return latch.await(dialect.core().resources().limits().probe().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void sayIfItListens(Reply reply) {
        try {
            say(reply);
        } catch (ConnectionException e) {
            LOG.log(Level.DEBUG, "{0} has gone without hearing {1}", remote, reply);
        }
    }

    /** Takes the turn of a payment that this client brought itself: one at a time. */
    boolean beginPayment() {
        return isPaying.compareAndSet(false, true);
    }

    void endPayment() {
        isPaying.set(false);
    }

    /** What signs for the account that is logged in. */
    Optional<Custody> member() {
        return Optional.ofNullable(member);
    }

    @Override
    public KeyId provenKey() {
        return provenKey;
    }

    /** The dialect has nothing to ask with. A connection that is dead is found out by TCP. */
    @Override
    public boolean isAlive() {
        return !channel.socket().raw().isClosed();
    }

    @Override
    public void dismiss(StatusCode status) {
        dismissal = status;
        channel.abort();
    }

    @Override
    public void awaitEnd() {
        if (!await(end)) {
            channel.abort();
        }
    }

    /** A payer is told by whoever pays for it; a payee hears of money that did not come over its own endpoint. */
    @Override
    public void decided(Payment payment) {
        Custody custody = member;
        boolean isIncome = custody != null
                && payment.payee().equals(custody.account())
                && payment.receipt().outcome().isSettled();
        boolean isUnderWay =
                isIncome && announcements.start(() -> dialect.announcer().announce(payment, provenKey));
        if (isIncome && !isUnderWay) {
            LOG.log(Level.INFO, "{0} was not told of its income: too much is being told", payment.payee());
        }
    }

    /** What the native protocol has to say beyond that, this dialect has no words for. */
    @Override
    public void push(ServerMessage message) {
        LOG.log(Level.DEBUG, "not told to {0}: {1}", remote, message.text());
    }
}
