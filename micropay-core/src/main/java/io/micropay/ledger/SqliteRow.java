package io.micropay.ledger;

import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a row from left to right. */
final class SqliteRow {
    private final ResultSet results;
    private int column;

    SqliteRow(ResultSet results) {
        this.results = results;
    }

    /** Goes to the first column of the next row; false if there is none. */
    boolean next() throws SQLException {
        column = 0;
        return results.next();
    }

    long number() throws SQLException {
        return results.getLong(++column);
    }

    int count() throws SQLException {
        return Math.toIntExact(number());
    }

    boolean flag() throws SQLException {
        return number() != 0;
    }

    Instant moment() throws SQLException {
        return Instant.ofEpochMilli(number());
    }

    String text() throws SQLException {
        return Objects.requireNonNull(nullableText());
    }

    @Nullable
    String nullableText() throws SQLException {
        return results.getString(++column);
    }

    Bytes bytes() throws SQLException {
        return Objects.requireNonNull(nullableBytes());
    }

    Digest digest() throws SQLException {
        return new Digest(bytes());
    }

    KeyId keyId() throws SQLException {
        return KeyId.of(bytes());
    }

    OrderId orderId() throws SQLException {
        return orderId(bytes());
    }

    static OrderId orderId(Bytes bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
        return new OrderId(new UUID(buffer.getLong(), buffer.getLong()));
    }

    /** Reads digests that were joined. */
    List<Digest> digests() throws SQLException {
        ByteBuffer joined = ByteBuffer.wrap(bytes().toByteArray());
        List<Digest> digests = new ArrayList<>();
        while (joined.hasRemaining()) {
            byte[] digest = new byte[Digest.SIZE];
            joined.get(digest);
            digests.add(new Digest(Bytes.of(digest)));
        }
        return digests;
    }

    @Nullable
    Bytes nullableBytes() throws SQLException {
        byte[] content = results.getBytes(++column);
        return content == null ? null : Bytes.of(content);
    }
}
