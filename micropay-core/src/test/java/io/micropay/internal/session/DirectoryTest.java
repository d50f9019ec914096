package io.micropay.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.internal.message.ServerMessage;
import io.micropay.internal.session.Directory.Online;
import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.KeyId;
import io.micropay.model.Payment;
import io.micropay.model.Peer;
import io.micropay.model.SessionGrant;
import io.micropay.model.StatusCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is online: whose login is in the ledger, and nobody else. */
class DirectoryTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final KeyId KEY = KeyId.of(Bytes.of(new byte[32]));

    private final Directory directory = new Directory();

    /** A session that is one of its own, and nothing else. */
    private static final class NobodysSession implements OnlineSession {
        @Override
        public KeyId provenKey() {
            return KEY;
        }

        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public void dismiss(StatusCode status) {}

        @Override
        public void awaitEnd() {}

        @Override
        public void decided(Payment payment) {}

        @Override
        public void push(ServerMessage message) {}
    }

    private static Online entry(String name) {
        AccountId account = new AccountId(name);
        SessionGrant grant = new SessionGrant(KEY, account, KEY, KEY, Instant.EPOCH, Instant.EPOCH);
        BatchSignature signature = new BatchSignature(KEY, Optional.empty(), 1, 0, List.of(), Bytes.of(new byte[256]));
        Credential credential = new Credential(grant, Bytes.EMPTY, signature, Bytes.EMPTY, Bytes.EMPTY, Bytes.EMPTY);
        return new Online(new Peer(account, "127.0.0.1", 9001), credential, new NobodysSession());
    }

    @Test
    void nameThatIsTaken_isNotToBeFound_beforeItsLoginIsInTheLedger() {
        Online alice = entry("alice");
        assertThat(directory.take(alice)).isEmpty();
        assertThat(directory.find(ALICE)).isEmpty();
        assertThat(directory.size()).isZero();
        assertThat(directory.all()).isEmpty();
        assertThat(directory.page(Optional.empty(), 9)).isEmpty();
        assertThat(directory.take(entry("ALICE"))).contains(alice);
        directory.enter(alice);
        assertThat(directory.find(new AccountId("Alice"))).contains(alice);
        assertThat(directory.size()).isEqualTo(1);
    }

    @Test
    void whoHasLeft_isNotToBeFound_andTheNameIsFree() {
        Online alice = entry("alice");
        directory.take(alice);
        directory.enter(alice);
        assertThat(directory.leave(ALICE, entry("alice").session())).isFalse();
        assertThat(directory.leave(ALICE, alice.session())).isTrue();
        assertThat(directory.find(ALICE)).isEmpty();
        assertThat(directory.take(entry("alice"))).isEmpty();
    }

    @Test
    void whoLeavesBeforeItEnters_isNotToBeFound_norInTheWayOfTheNext() {
        Online alice = entry("alice");
        directory.take(alice);
        directory.leave(ALICE, alice.session());
        directory.enter(alice);
        assertThat(directory.find(ALICE)).isEmpty();
        Online next = entry("alice");
        directory.take(next);
        directory.enter(next);
        directory.enter(alice);
        assertThat(directory.find(ALICE)).contains(next);
    }
}
