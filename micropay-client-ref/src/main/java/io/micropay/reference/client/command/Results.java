package io.micropay.reference.client.command;

import io.micropay.reference.client.text.Printable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

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
        void write(JsonGenerator json);
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
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        printText(text + System.lineSeparator());
    }

    /** Whether nobody reads any more. */
    boolean isClosed() {
        return out.checkError();
    }
}
