package io.micropay.internal.vectors;

import io.micropay.internal.message.ServerMessage.HoldReport;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.StatusCode;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Records as JSON, with the field names of {@code docs/PROTOCOL.md}. */
final class Fields {
    private Fields() {}

    static Object of(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Fields::of).orElse(null);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Fields::of).toList();
        }
        if (value instanceof Bytes || value instanceof Digest || value instanceof KeyId) {
            return value.toString();
        }
        if (value instanceof AccountId || value instanceof OrderId) {
            return value.toString();
        }
        if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        if (value instanceof StatusCode status) {
            return (long) status.number();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        return value instanceof Record record ? ofRecord(record) : value;
    }

    private static Map<String, Object> ofRecord(Record value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                fields.put(
                        nameOf(component.getName()), of(component.getAccessor().invoke(value)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        if (value instanceof HoldReport report) {
            fields.put("request", of(report.request()));
        }
        return fields;
    }

    private static String nameOf(String component) {
        String snake = component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return snake.equals("order_id") ? "order" : snake;
    }
}
