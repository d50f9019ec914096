package io.micropay.reference.client.classic;

import io.micropay.ClassicClient;
import io.micropay.classic.ClassicListener;
import io.micropay.classic.ClassicListing;
import io.micropay.classic.ClassicPeer;
import io.micropay.error.ConnectionException;
import io.micropay.error.RequestRefusedException;
import io.micropay.keys.Fingerprint;
import io.micropay.model.KeyId;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.session.Conversation;
import io.micropay.reference.client.text.ByteNames;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with the server: connected or lost, logged in or not. One thread talks; the connection's own threads
 * report its loss.
 */
final class ClassicSession implements Conversation {
    private final Supplier<ClassicClient.Builder> server;
    private ClassicListener listener = ClassicListener.NONE;
    private volatile @Nullable ClassicClient client;
    private volatile @Nullable String lostBecause;
    private volatile boolean isWordOut;
    private volatile List<String> lastSeen = List.of();
    private long earlierBytesWritten;
    private long earlierBytesRead;

    ClassicSession(Supplier<ClassicClient.Builder> server) {
        this.server = server;
    }

    /** Makes the certificate, connects, and waits for a place. */
    void connect(ClassicListener newListener) {
        listener = newListener;
        connect();
    }

    private void connect() {
        client = server.get().listener(listener).connect();
        lostBecause = null;
        isWordOut = false;
    }

    /** Connects anew if the connection was lost, or is of no use for payments any more; nobody is logged in then. */
    void reconnectIfNeeded() {
        ClassicClient old = client;
        if (old == null || (!isLost() && !isWordOut)) {
            return;
        }
        String reason = lostBecause;
        lostBecause = reason == null ? "left to connect anew" : reason;
        close();
        earlierBytesWritten += old.bytesWritten();
        earlierBytesRead += old.bytesRead();
        client = null;
        try {
            connect();
        } finally {
            if (client == null) {
                client = old;
                earlierBytesWritten -= old.bytesWritten();
                earlierBytesRead -= old.bytesRead();
            }
        }
    }

    /**
     * Notes that the connection has ended.
     *
     * @return whether there was one
     */
    boolean lose(String reason) {
        boolean wasConnected = client != null && lostBecause == null;
        if (wasConnected) {
            lostBecause = reason;
        }
        return wasConnected;
    }

    boolean isLost() {
        return lostBecause != null;
    }

    /** Notes whether the server owes a word on a payment, so that the next one has to wait. */
    void wordIsOut(boolean isOut) {
        isWordOut = isOut;
    }

    /** The connected client. */
    ClassicClient client() {
        ClassicClient connected = client;
        if (connected == null || isLost()) {
            throw new ConnectionException(
                    StatusCode.DISCONNECTED,
                    "not connected to the server any more (" + lostBecause
                            + "). Choose 2 to connect and log in again, or 5 to leave");
        }
        return connected;
    }

    /** The client of whoever is logged in. */
    ClassicClient member() {
        if (client().account().isEmpty()) {
            throw new RequestRefusedException(StatusCode.NOT_LOGGED_IN, StatusCode.NOT_LOGGED_IN.text());
        }
        return client();
    }

    @Override
    public boolean isLoggedIn() {
        return person().isPresent() && !isLost();
    }

    @Override
    public Optional<String> person() {
        ClassicClient any = client;
        return any == null ? Optional.empty() : any.account().map(ByteNames::shown);
    }

    /** Remembers whom a listing names, apart from oneself. */
    ClassicListing noted(ClassicListing listing) {
        String self = person().orElse("");
        lastSeen = listing.peers().stream()
                .map(ClassicPeer::name)
                .map(ByteNames::shown)
                .filter(name -> !name.equals(self))
                .toList();
        return listing;
    }

    /** Whom the last listing named, apart from oneself. */
    List<String> lastSeen() {
        return lastSeen;
    }

    /** The certificate of the server that one is, or was, connected to. */
    X509Certificate serverCertificate() {
        ClassicClient any = client;
        return any == null ? client().serverCertificate() : any.serverCertificate();
    }

    KeyId serverKey() {
        return Fingerprint.of(serverCertificate()).keyId();
    }

    @Override
    public long bytesWritten() {
        ClassicClient any = client;
        return earlierBytesWritten + (any == null ? 0 : any.bytesWritten());
    }

    @Override
    public long bytesRead() {
        ClassicClient any = client;
        return earlierBytesRead + (any == null ? 0 : any.bytesRead());
    }

    @Override
    public void close() {
        ClassicClient any = client;
        if (any == null) {
            return;
        }
        try {
            any.close();
        } catch (UncheckedIOException e) {
            // The certificate is still there: whoever deletes it after this tells why it cannot be deleted.
        }
    }
}
