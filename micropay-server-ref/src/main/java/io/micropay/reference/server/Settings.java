package io.micropay.reference.server;

import io.micropay.classic.ClassicOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the server is started with, checked before anything is touched.
 *
 * @param port where to listen; 0 for any free port
 * @param userLimit how many clients have a place at once
 * @param silent whether the bytes of messages are left out
 * @param ledger takes the ledger for this process
 * @param certs the directory of the server key
 * @param bind the address to listen on; empty for all
 * @param openingBalance what a new account gets
 * @param currency how to show amounts
 * @param decimals how many digits of an amount stand behind the point
 * @param classic how to serve clients of the classic dialect; empty not to
 * @param metrics where to serve figures for operators; empty not to
 */
record Settings(
        int port,
        int userLimit,
        boolean silent,
        Supplier<Ledger> ledger,
        Path certs,
        Optional<InetAddress> bind,
        long openingBalance,
        String currency,
        int decimals,
        Optional<ClassicOptions> classic,
        Optional<MetricsChoice.Place> metrics) {
    static final int MAX_PORT = 65_535;
    private static final int MAX_CURRENCY = 16;
    private static final int MAX_DECIMALS = 18;

    /**
     * Checks the bounds.
     *
     * @throws Failure if a value is out of bounds
     */
    Settings {
        require(port >= 0 && port <= MAX_PORT, "a port is 1 to 65535, or 0 for any free one, not " + port);
        require(userLimit >= 1, "the user limit is at least 1, not " + userLimit);
        require(openingBalance >= 0, "--opening-balance is 0 or more, not " + openingBalance);
        require(
                !currency.isBlank() && currency.length() <= MAX_CURRENCY,
                "--currency is 1 to 16 characters, such as EUR, not '" + currency + "'");
        require(decimals >= 0 && decimals <= MAX_DECIMALS, "--decimals is 0 to 18, not " + decimals);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw Failure.usage(otherwise);
        }
    }
}
