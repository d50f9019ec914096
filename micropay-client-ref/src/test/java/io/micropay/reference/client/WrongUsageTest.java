package io.micropay.reference.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command line that is wrong gets a line that says what, and one that says where to read on; never a page of help. */
class WrongUsageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    balnce                | 'balnce' is not a command, and a server is its host and its port | micropay client
                    pay bob               | AMOUNT                                                           | micropay pay
                    pay bob 10 lunch      | lunch                                                            | micropay pay
                    list --limt 3         | --limt                                                           | micropay list
                    statement --limit x   | --limit                                                          | micropay statement
                    """)
    void wrongCommandLine_isToldInALine(String line, String what, String command) {
        InProcess run = InProcess.run(line.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        List<String> lines = run.errors().lines().toList();
        assertThat(lines.get(0)).startsWith("micropay: ").contains(what);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("More: " + command + " --help");
        assertThat(lines).hasSizeLessThanOrEqualTo(3);
    }
}
