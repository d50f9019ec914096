package io.micropay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", "alice", "A.b_c-9", "12345678901234567890123456789012", "a..", "b--"})
    void name_ofAllowedShape_isKeptAsSpelled(String name) {
        assertThat(new AccountId(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".a",
                "-a",
                "_a",
                "a b",
                "a\n",
                "a#b",
                "a/b",
                "ä",
                "\u0661",
                "\uff41",
                "a\u0000",
                "\u001b[2J",
                "123456789012345678901234567890123"
            })
    void name_ofOtherShape_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountId(name))
                .withMessageContaining("1 to 32");
    }

    @Test
    void ids_differingInCase_foldAlikeButAreNotEqual() {
        assertThat(new AccountId("Alice").folded()).isEqualTo(new AccountId("aLICE").folded());
        assertThat(new AccountId("Alice")).isNotEqualTo(new AccountId("alice"));
        assertThat(new AccountId("TITI").folded()).isEqualTo("titi");
    }
}
