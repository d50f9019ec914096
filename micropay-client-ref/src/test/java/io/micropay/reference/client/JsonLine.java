package io.micropay.reference.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON that a program has written: objects are maps, arrays are lists, numbers are {@code Long}. */
final class JsonLine {
    private JsonLine() {}

    /** The only object in a text. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> only(String text) {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            Map<String, Object> object = (Map<String, Object>) value(json);
            if (json.nextToken() != null) {
                throw new AssertionError("more than one object: " + text);
            }
            return object;
        } catch (IOException | ClassCastException | NullPointerException e) {
            throw new AssertionError("not an object: <" + text + ">", e);
        }
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            case VALUE_NULL -> null;
            case VALUE_STRING -> json.getText();
            default -> throw new UncheckedIOException(new IOException("not expected: " + json.currentToken()));
        };
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, value(json));
        }
        return fields;
    }

    private static List<Object> array(JsonParser json) throws IOException {
        List<Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(json));
        }
        return values;
    }
}
