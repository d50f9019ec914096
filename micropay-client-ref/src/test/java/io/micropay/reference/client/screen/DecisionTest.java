package io.micropay.reference.client.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micropay.reference.client.ScriptedScreen;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static boolean isWanted(String... answers) throws EndOfInput {
        return Decision.ifWanted(new ScriptedScreen(answers).screen(), "Pay? [y/N] ");
    }

    @Test
    void ifWanted_enterAlone_isNo() throws EndOfInput {
        assertThat(isWanted("")).isFalse();
        assertThat(isWanted("n")).isFalse();
        assertThat(isWanted(" YES ")).isTrue();
    }

    @Test
    void ifWanted_anythingElse_asksAgain() throws EndOfInput {
        assertThat(isWanted("sure", "y")).isTrue();
        assertThat(isWanted("yes please", "")).isFalse();
    }

    @Test
    void ifWanted_withNobodyThere_isNoAnswer() {
        assertThatExceptionOfType(EndOfInput.class).isThrownBy(() -> isWanted("maybe"));
    }
}
