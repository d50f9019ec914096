package io.micropay.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresUrlTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example.org/ledger?sslmode=verify-full, database ledger at db.example.org:5432",
        "jdbc:postgresql://127.0.0.1:5433/ledger, database ledger at 127.0.0.1:5433",
        "jdbc:postgresql://[::1]/ledger?user=alice, database ledger at [::1]:5432",
        "jdbc:postgresql://LocalHost/ledger?ApplicationName=x, database ledger at LocalHost:5432"
    })
    void name_isThatOfDatabaseAndHost(String url, String name) {
        assertThat(PostgresUrl.parse(url).database()).isEqualTo(name);
    }

    @Test
    void severalHosts_areAllNamed() {
        assertThat(PostgresUrl.parse("jdbc:postgresql://a:1,b:2/ledger?sslmode=verify-full&targetServerType=primary")
                        .database())
                .isEqualTo("database ledger at a:1,b:2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost/ledger?password=hunter2",
                "jdbc:postgresql://localhost/ledger?user=alice&PassWord=hunter2",
                "jdbc:postgresql://localhost/ledger?p%61ssword=hunter2",
                "jdbc:postgresql://localhost/ledger?sslpassword=hunter2",
                "jdbc:postgresql://alice:hunter2@localhost/ledger"
            })
    void password_isRefused_andNotRepeated(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PostgresUrl.parse(url))
                .withMessageContaining("must not hold a password")
                .withMessageContaining("PGPASSWORD")
                .withMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.org/ledger",
                "jdbc:postgresql://192.0.2.1/ledger?user=sslmode",
                "jdbc:postgresql://127.0.0.1.example.org/ledger",
                "jdbc:postgresql://localhost,db.example.org/ledger"
            })
    void networkWithoutDecisionOnTls_isRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PostgresUrl.parse(url))
                .withMessageContaining("sslmode=verify-full")
                .withMessageNotContaining("example.org");
        assertThatNoException()
                .isThrownBy(() -> PostgresUrl.parse(url + (url.contains("?") ? "&" : "?") + "sslmode=disable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "server.db", "jdbc:sqlite:server.db", "jdbc:postgresql://localhost:eight/ledger"})
    void somethingElse_isRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PostgresUrl.parse(url))
                .withMessageContaining("jdbc:postgresql://db.example.org/ledger?sslmode=verify-full");
    }

    @Test
    void source_waitsForNothingForEver() {
        PGSimpleDataSource source = PostgresUrl.parse("jdbc:postgresql://localhost/ledger")
                .source(PostgresLogin.ofEnvironment(Map.of()), Timeouts.DEFAULT);
        assertThat(source.getConnectTimeout()).isEqualTo(10);
        assertThat(source.getLoginTimeout()).isEqualTo(10);
        assertThat(source.getSocketTimeout()).isEqualTo(30);
        assertThat(source.getTcpKeepAlive()).isTrue();
        assertThat(PostgresUrl.parse("jdbc:postgresql://localhost/ledger?socketTimeout=7")
                        .source(PostgresLogin.ofEnvironment(Map.of()), Timeouts.DEFAULT)
                        .getSocketTimeout())
                .isEqualTo(7);
    }

    @Test
    void login_isThatOfTheEnvironment_andTellsNothing() {
        PostgresLogin login = PostgresLogin.ofEnvironment(Map.of("PGUSER", "alice", "PGPASSWORD", "hunter2"));
        PGSimpleDataSource source =
                PostgresUrl.parse("jdbc:postgresql://localhost/ledger").source(login, Timeouts.DEFAULT);
        assertThat(source.getUser()).isEqualTo("alice");
        assertThat(source.getPassword()).isEqualTo("hunter2");
        assertThat(login.toString()).doesNotContain("alice").doesNotContain("hunter2");
    }
}
