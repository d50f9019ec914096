package io.micropay;

import static io.micropay.Town.ALICE;
import static io.micropay.Town.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micropay.Town.Member;
import io.micropay.model.EntryKind;
import io.micropay.model.Statement;
import io.micropay.model.StatementLine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements over the wire. */
class StatementIT {
    @Test
    void pages_goBackWithoutGapOrOverlap_whilePaymentsGoOn() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            for (int i = 1; i <= 10; i++) {
                alice.endpoint.pay(BOB, i);
                bob.endpoint.pay(ALICE, 1);
            }
            List<StatementLine> whole = alice.endpoint.statement(256).lines();
            assertThat(whole).hasSize(21);

            List<StatementLine> paged = new ArrayList<>();
            Statement page = alice.endpoint.statement(4);
            while (!page.lines().isEmpty()) {
                paged.addAll(page.lines());
                alice.endpoint.pay(BOB, 1);
                long last = paged.get(paged.size() - 1).sequence();
                page = alice.endpoint.statementBefore(last, 4);
            }

            assertThat(paged).isEqualTo(whole);
            long balance = 0;
            for (int i = whole.size() - 1; i >= 0; i--) {
                balance += whole.get(i).amount();
                assertThat(whole.get(i).balance()).isEqualTo(balance);
            }
            assertThat(whole.get(20).kind()).isEqualTo(EntryKind.OPENING);
        }
    }

    @Test
    void othersEntries_areNobodysCursor() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            long bobsOpening = bob.endpoint.statement(1).lines().get(0).sequence();
            assertThat(alice.endpoint.statementBefore(bobsOpening, 9).lines()).isEmpty();
            assertThat(alice.endpoint.statementBefore(Long.MAX_VALUE, 9).lines())
                    .isEmpty();
            assertThat(alice.endpoint.statementBefore(1, 9).lines()).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> alice.endpoint.statement(0));
            assertThatIllegalArgumentException().isThrownBy(() -> alice.endpoint.statement(257));
        }
    }
}
