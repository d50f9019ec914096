package io.micropay.reference.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two programs that want the same name, in the same home. */
class RegistrationIT {
    @TempDir
    private Path directory;

    @Test
    void register_twiceAtOnce_leavesTheWalletOfWhoeverWasFirst() {
        try (TestServer server = TestServer.withPlaces(5)) {
            Person person = Person.stranger("anton", directory, server);
            try (CommandRun one = person.start("register", "anton");
                    CommandRun other = person.start("register", "anton")) {
                assertThat(List.of(one.awaitExit(), other.awaitExit()))
                        .as(one.errors() + other.errors())
                        .containsOnlyOnce(0);
            }
            try (CommandRun balance = person.start("balance")) {
                assertThat(balance.awaitExit()).as(balance.errors()).isZero();
                assertThat(balance.output()).isEqualTo("10000\n");
            }
        }
    }
}
