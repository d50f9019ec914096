package io.micropay.reference.server.notice;

import io.micropay.reference.server.json.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * Something that the program says: lines for people, and the same as an event with fields for machines.
 *
 * @param level {@code INFO}, {@code WARN} or {@code ERROR}
 * @param event what has happened, in a word
 * @param fields what is known of it, in their order
 * @param lines how people read it; may be text from outside, which whoever shows it has to escape
 */
public record Notice(String level, String event, Map<String, Object> fields, List<String> lines) {
    /** Copies both. */
    public Notice {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        lines = List.copyOf(lines);
    }

    /** An event of which nothing is known yet. */
    public static Notice of(String event) {
        return new Notice("INFO", event, Map.of(), List.of());
    }

    /** Lines that speak for themselves. */
    public static Notice message(String... lines) {
        String text = List.of(lines).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        return of("message").with("message", text).as(lines);
    }

    /** The same, with one field more; a number stays one. */
    public Notice with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new Notice(level, event, more, lines);
    }

    /** The same, in these lines for people. */
    public Notice as(String... newLines) {
        return new Notice(level, event, fields, List.of(newLines));
    }

    /** The same, as a warning. */
    public Notice warning() {
        return new Notice("WARN", event, fields, lines);
    }

    /** The same, as the reason why the program ends. */
    public Notice error() {
        return new Notice("ERROR", event, fields, lines);
    }

    /** For machines: time, level, event and fields. */
    public String json(Instant time) {
        return Json.object(json -> {
            json.writeStringProperty("time", time.toString());
            json.writeStringProperty("level", level);
            json.writeStringProperty("event", event);
            fields.forEach((name, value) -> write(json, name, value));
        });
    }

    private static void write(JsonGenerator json, String name, Object value) {
        if (value instanceof Integer || value instanceof Long) {
            json.writeNumberProperty(name, ((Number) value).longValue());
        } else if (value instanceof Boolean truth) {
            json.writeBooleanProperty(name, truth);
        } else {
            json.writeStringProperty(name, value.toString());
        }
    }
}
