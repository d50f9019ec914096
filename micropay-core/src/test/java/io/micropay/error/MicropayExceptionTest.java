package io.micropay.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.Outcome;
import io.micropay.model.Payment;
import io.micropay.model.PaymentOrder;
import io.micropay.model.Receipt;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MicropayExceptionTest {
    private static final Throwable CAUSE = new IllegalStateException("the cause");
    private static final KeyId KEY = new KeyId(Digest.NONE);
    private static final BatchSignature SIGNATURE =
            new BatchSignature(KEY, Optional.empty(), 1, 0, List.of(), Bytes.EMPTY);
    private static final OrderId ID = OrderId.parse("0190a6c2-7f3e-7c41-b1de-5f0c2f6a3b11");
    private static final SignedOrder ORDER = new SignedOrder(
            new PaymentOrder(
                    KEY,
                    ID,
                    new AccountId("alice"),
                    new AccountId("bob"),
                    KEY,
                    1,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    Digest.NONE,
                    Optional.empty(),
                    Optional.empty()),
            Bytes.EMPTY,
            SIGNATURE);
    private static final Payment REJECTED = new Payment(
            ORDER,
            new Receipt(
                    new Outcome(ID, Digest.NONE, StatusCode.INSUFFICIENT_FUNDS, 1, Instant.EPOCH),
                    Bytes.EMPTY,
                    SIGNATURE));

    static Stream<MicropayException> exceptions() {
        StatusCode status = StatusCode.LIMIT_REACHED;
        return Stream.of(
                new MicropayException(status, "what", CAUSE),
                new AuthenticationException(status, "what", CAUSE),
                new ConnectionException(status, "what", CAUSE),
                new ProtocolException(status, "what", CAUSE),
                new RequestRefusedException(status, "what", CAUSE),
                new StoreException(status, "what", CAUSE));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void exception_ofAnyKind_carriesStatusMessageAndCause(MicropayException exception) {
        assertThat(exception).hasMessage("what").hasCause(CAUSE);
        assertThat(exception.status()).isEqualTo(StatusCode.LIMIT_REACHED);
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void exception_ofAnyKind_survivesSerialization(MicropayException exception) throws Exception {
        MicropayException copy = copyOf(exception);

        assertThat(copy).hasSameClassAs(exception).hasMessage("what");
        assertThat(copy.status()).isEqualTo(StatusCode.LIMIT_REACHED);
    }

    @Test
    void exception_withoutStatus_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> new ProtocolException(null, "what"));
        assertThatNullPointerException().isThrownBy(() -> new OutcomeUnknownException(null, "what", null));
    }

    @Test
    void rejection_withReceipt_tellsItsStatusAndLosesTheProofOnlyWhenSerialized() throws Exception {
        OrderRejectedException proven = new OrderRejectedException(REJECTED, "too poor");

        assertThat(proven.status()).isEqualTo(StatusCode.INSUFFICIENT_FUNDS);
        assertThat(proven.payment()).contains(REJECTED);
        assertThat(copyOf(proven).payment()).isEmpty();
        assertThat(copyOf(proven).status()).isEqualTo(StatusCode.INSUFFICIENT_FUNDS);
        assertThat(new OrderRejectedException(StatusCode.PAYEE_OFFLINE, "away").payment())
                .isEmpty();
    }

    @Test
    void unknownOutcome_carriesTheOrderToAskAbout() throws Exception {
        OutcomeUnknownException unknown = new OutcomeUnknownException(ORDER, "lost", CAUSE);

        assertThat(unknown.order()).contains(ORDER);
        assertThat(unknown.status()).isEqualTo(StatusCode.DISCONNECTED);
        assertThat(copyOf(unknown).order()).isEmpty();
    }

    private static <T extends MicropayException> T copyOf(T exception) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            @SuppressWarnings("unchecked")
            T copy = (T) in.readObject();
            return copy;
        }
    }
}
