package io.micropay;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.model.AccountId;
import io.micropay.model.EntryKind;
import io.micropay.model.OrderId;
import io.micropay.model.StatementLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementTextTest {
    private static final OrderId ORDER = OrderId.parse("0190a6c2-7f3e-7c41-b1de-5f0c2f6a3b11");
    private static final List<StatementLine> LINES = List.of(
            new StatementLine(
                    7,
                    EntryKind.PAYMENT,
                    new AccountId("bob"),
                    -2000,
                    0,
                    8000,
                    Optional.of(ORDER),
                    Instant.parse("2026-11-22T12:00:00.123Z")),
            new StatementLine(
                    1,
                    EntryKind.OPENING,
                    AccountId.ISSUANCE,
                    10_000,
                    0,
                    10_000,
                    Optional.empty(),
                    Instant.parse("2026-11-22T11:00:00Z")));

    @Test
    void csv_isAsTheStandardHasIt() {
        assertThat(StatementText.csv(LINES)).isEqualTo("""
                        sequence,at,kind,counterparty,amount,held,balance,order
                        7,2026-11-22T12:00:00.123Z,PAYMENT,bob,-2000,0,8000,0190a6c2-7f3e-7c41-b1de-5f0c2f6a3b11
                        1,2026-11-22T11:00:00Z,OPENING,issuance,10000,0,10000,
                        """.replace("\n", "\r\n"));
    }

    @Test
    void json_isAnArrayOfObjects() {
        assertThat(StatementText.json(LINES)).isEqualTo("""
                [{"sequence":7,"at":"2026-11-22T12:00:00.123Z","kind":"PAYMENT","counterparty":"bob","amount":-2000,\
                "held":0,"balance":8000,"order":"0190a6c2-7f3e-7c41-b1de-5f0c2f6a3b11"},
                 {"sequence":1,"at":"2026-11-22T11:00:00Z","kind":"OPENING","counterparty":"issuance","amount":10000,\
                "held":0,"balance":10000,"order":null}]
                """);
        assertThat(StatementText.json(List.of())).isEqualTo("[]\n");
    }
}
