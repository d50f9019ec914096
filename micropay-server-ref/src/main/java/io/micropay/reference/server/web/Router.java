package io.micropay.reference.server.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the page for a request, or says why there is none. Reads no body. */
final class Router implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final HostRule hosts;
    private final Map<String, Supplier<Page>> pages;

    Router(HostRule hosts, Map<String, Supplier<Page>> pages) {
        this.hosts = hosts;
        this.pages = Map.copyOf(pages);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Page> refusal = refusal(exchange);
            if (refusal.isPresent()) {
                // What else the client sends is not read.
                exchange.getResponseHeaders().set("Connection", "close");
            }
            send(exchange, refusal.orElseGet(() -> page(exchange)));
        }
    }

    private Optional<Page> refusal(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        if (!hosts.allows(headers.get("Host"))) {
            return Optional.of(Page.refusal(403, "This server answers to its IP address and to localhost only."));
        }
        if (!METHODS.contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Optional.of(Page.refusal(405, "There is nothing to change here: GET and HEAD only."));
        }
        boolean hasBody = headers.containsKey("Transfer-Encoding")
                || !"0"
                        .equals(Optional.ofNullable(headers.getFirst("Content-Length"))
                                .orElse("0"));
        return hasBody ? Optional.of(Page.refusal(413, "No request here has a body.")) : Optional.empty();
    }

    private Page page(HttpExchange exchange) {
        Supplier<Page> page = pages.get(exchange.getRequestURI().getPath());
        if (page == null) {
            return Page.refusal(404, "There is no such page. There are: /, /health, /metrics, /status.json.");
        }
        try {
            return page.get();
        } catch (RuntimeException e) {
            LOG.error("{} failed", exchange.getRequestURI().getPath(), e);
            return Page.refusal(500, "This page failed; the server's log says why.");
        }
    }

    private static void send(HttpExchange exchange, Page page) throws IOException {
        byte[] body = page.text().getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", page.type());
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(page.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(page.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
