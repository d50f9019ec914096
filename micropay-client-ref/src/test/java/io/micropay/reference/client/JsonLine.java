package io.micropay.reference.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON that a program has written: objects are maps, arrays are lists, numbers are {@code Long}. */
final class JsonLine {
    private JsonLine() {}

    /** The only object in a text. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> only(String text) {
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            Map<String, Object> object = (Map<String, Object>) value(json);
            if (json.nextToken() != null) {
                throw new AssertionError("more than one object: " + text);
            }
            return object;
        } catch (JacksonException | ClassCastException | NullPointerException e) {
            throw new AssertionError("not an object: <" + text + ">", e);
        }
    }

    private static Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            case VALUE_NULL -> null;
            case VALUE_STRING -> json.getString();
            default -> throw new AssertionError("not expected: " + json.currentToken());
        };
    }

    private static Map<String, Object> object(JsonParser json) {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, value(json));
        }
        return fields;
    }

    private static List<Object> array(JsonParser json) {
        List<Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(json));
        }
        return values;
    }
}
