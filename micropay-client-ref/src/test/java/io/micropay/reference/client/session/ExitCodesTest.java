package io.micropay.reference.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.error.AuthenticationException;
import io.micropay.error.ConnectionException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.error.ProtocolException;
import io.micropay.error.RequestRefusedException;
import io.micropay.error.StoreException;
import io.micropay.model.StatusCode;
import org.junit.jupiter.api.Test;

class ExitCodesTest {
    @Test
    void ofCommand_ofEachKindOfFailure_isItsOwnCode() {
        assertThat(ExitCodes.ofCommand(OutcomeUnknownException.withoutOrder("", null)))
                .isEqualTo(4);
        assertThat(ExitCodes.ofCommand(new OrderRejectedException(StatusCode.DECLINED, "")))
                .isEqualTo(3);
        assertThat(ExitCodes.ofCommand(new RequestRefusedException(StatusCode.NAME_TAKEN, "")))
                .isEqualTo(3);
        assertThat(ExitCodes.ofCommand(new RequestRefusedException(StatusCode.SERVER_FAILED, "")))
                .isEqualTo(1);
        assertThat(ExitCodes.ofCommand(new RequestRefusedException(StatusCode.SHUTTING_DOWN, "")))
                .isEqualTo(5);
        assertThat(ExitCodes.ofCommand(new ConnectionException(StatusCode.DISCONNECTED, "")))
                .isEqualTo(5);
        assertThat(ExitCodes.ofCommand(new AuthenticationException(StatusCode.AUTHENTICATION_FAILED, "")))
                .isEqualTo(6);
        assertThat(ExitCodes.ofCommand(new ProtocolException(StatusCode.MALFORMED, "")))
                .isEqualTo(1);
        assertThat(ExitCodes.ofCommand(new StoreException(StatusCode.SERVER_FAILED, "")))
                .isEqualTo(1);
        assertThat(ExitCodes.ofCommand(new IllegalStateException())).isEqualTo(1);
    }

    @Test
    void meanings_areOfAllCodes() {
        assertThat(ExitCodes.meanings()).containsOnlyKeys("0", "1", "2", "3", "4", "5", "6");
    }
}
