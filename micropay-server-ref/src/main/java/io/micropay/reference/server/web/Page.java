package io.micropay.reference.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * An answer.
 *
 * @param status the status of HTTP
 * @param type the media type
 * @param text the content
 */
record Page(int status, String type, String text) {
    static final String JSON = "application/json";

    static Page of(int status, String type, String text) {
        return new Page(status, type + "; charset=utf-8", text);
    }

    /** One of the files beside this class. */
    static Page file(String name, String type) {
        try (InputStream file = Page.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the program's jar lacks " + name);
            }
            return of(200, type, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** Says no. */
    static Page refusal(int status, String reason) {
        return of(status, "text/plain", reason + "\n");
    }
}
