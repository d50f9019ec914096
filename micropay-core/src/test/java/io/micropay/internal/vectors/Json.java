package io.micropay.internal.vectors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As much JSON as the vectors need: maps, lists, strings, whole numbers, true, false and null. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    static Object read(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.skipBlanks();
        if (json.at != text.length()) {
            throw json.unexpected();
        }
        return value;
    }

    private Object value() {
        skipBlanks();
        char first = text.charAt(at);
        if (first == '{') {
            return members();
        }
        if (first == '[') {
            return elements();
        }
        if (first == '"') {
            return string();
        }
        return word();
    }

    private Map<String, Object> members() {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        while (!taken('}')) {
            skipBlanks();
            String name = string();
            if (!taken(':')) {
                throw unexpected();
            }
            object.put(name, value());
            taken(',');
        }
        return object;
    }

    private List<Object> elements() {
        List<Object> list = new ArrayList<>();
        at++;
        while (!taken(']')) {
            list.add(value());
            taken(',');
        }
        return list;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        for (char next = text.charAt(at++); next != '"'; next = text.charAt(at++)) {
            string.append(next == '\\' ? escaped(text.charAt(at++)) : next);
        }
        return string.toString();
    }

    private char escaped(char escape) {
        if (escape == 'u') {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int known = "nrt".indexOf(escape);
        return known < 0 ? escape : "\n\r\t".charAt(known);
    }

    private Object word() {
        int start = at;
        while (at < text.length() && "truefalsn-0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> Long.valueOf(word);
        };
    }

    private boolean taken(char wanted) {
        skipBlanks();
        boolean isThere = text.charAt(at) == wanted;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private void skipBlanks() {
        while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("unexpected JSON at " + at);
    }

    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, "\n");
        return out.append('\n').toString();
    }

    private static void write(StringBuilder out, Object value, String lineEnd) {
        String inner = lineEnd + "  ";
        if (value instanceof Map<?, ?> object) {
            String separator = "{";
            for (Map.Entry<?, ?> member : object.entrySet()) {
                out.append(separator).append(inner);
                write(out, member.getKey(), inner);
                out.append(": ");
                write(out, member.getValue(), inner);
                separator = ",";
            }
            out.append(object.isEmpty() ? "{}" : lineEnd + "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                out.append(separator).append(inner);
                write(out, element, inner);
                separator = ",";
            }
            out.append(list.isEmpty() ? "[]" : lineEnd + "]");
        } else if (value instanceof String string) {
            writeString(out, string);
        } else {
            out.append(value);
        }
    }

    private static void writeString(StringBuilder out, String string) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char next = string.charAt(i);
            if (next == '"' || next == '\\') {
                out.append('\\').append(next);
            } else if (next < ' ' || next > '~') {
                out.append(String.format("\\u%04x", (int) next));
            } else {
                out.append(next);
            }
        }
        out.append('"');
    }
}
