package io.micropay.reference.client.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.micropay.reference.client.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;

/** Standard output. Any thread may print. */
final class Results {
    /** Plain ASCII is JSON under every encoding, and no character of it plays tricks on a terminal. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final PrintWriter out;
    private final boolean isJson;
    private final ReentrantLock lock = new ReentrantLock();

    Results(PrintWriter out, boolean isJson) {
        this.out = out;
        this.isJson = isJson;
    }

    /** Writes the fields of an object. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** Prints a result: its lines, or an object on one line. */
    void print(Result result) {
        if (isJson) {
            printObject(result::writeFields);
            return;
        }
        lock.lock();
        try {
            result.lines().forEach(line -> out.println(Printable.of(line)));
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    /** Prints text that is in a format of its own. */
    void printText(String text) {
        lock.lock();
        try {
            out.print(text);
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    /** Prints an object on one line. */
    void printObject(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        printText(text + System.lineSeparator());
    }

    /** Whether nobody reads any more. */
    boolean isClosed() {
        return out.checkError();
    }
}
