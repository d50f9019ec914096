package io.micropay.reference.server.web;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which names this server answers to. A page from elsewhere can have its own name lead here (DNS rebinding) and would then read
 * what is shown; it cannot have an address, or {@code localhost}, lead here.
 */
enum HostRule {
    /** An IP address, or {@code localhost}. */
    ADDRESSES_ONLY {
        @Override
        boolean allows(String host) {
            return ADDRESS.matcher(host).matches();
        }
    },
    /** Any name: somebody has chosen to listen where others come from, and may have given that place one. */
    ANY {
        @Override
        boolean allows(String host) {
            return !host.isEmpty();
        }
    };

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]{2,45}\\])(:\\d{1,5})?");

    /** Whether a request with these {@code Host} headers is answered: there has to be exactly one. */
    boolean allows(@Nullable List<String> headers) {
        return headers != null && headers.size() == 1 && allows(headers.get(0));
    }

    abstract boolean allows(String host);
}
