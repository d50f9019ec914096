package io.micropay.postgresql;

import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.StatusCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a row from left to right. */
final class Row {
    private final ResultSet results;
    private int column;

    Row(ResultSet results) {
        this.results = results;
    }

    /** Goes to the first column of the next row; false if there is none. */
    boolean next() throws SQLException {
        column = 0;
        return results.next();
    }

    void skip() {
        column++;
    }

    /** A number; 0 for null. */
    long number() throws SQLException {
        return results.getLong(++column);
    }

    /** A small number; 0 for null. */
    int count() throws SQLException {
        return results.getInt(++column);
    }

    boolean flag() throws SQLException {
        return results.getBoolean(++column);
    }

    Instant moment() throws SQLException {
        return Instant.ofEpochMilli(number());
    }

    StatusCode status() throws SQLException {
        return status(count());
    }

    static StatusCode status(int number) {
        return StatusCode.ofNumber(number)
                .orElseThrow(() -> new IllegalArgumentException("no status has the number " + number));
    }

    String text() throws SQLException {
        return Objects.requireNonNull(nullableText());
    }

    AccountId account() throws SQLException {
        return new AccountId(text());
    }

    Optional<AccountId> optionalAccount() throws SQLException {
        return Optional.ofNullable(nullableText()).map(AccountId::new);
    }

    OrderId order() throws SQLException {
        return optionalOrder().orElseThrow(() -> new IllegalArgumentException("an order id is missing"));
    }

    Optional<OrderId> optionalOrder() throws SQLException {
        return Optional.ofNullable(results.getObject(++column, UUID.class)).map(OrderId::new);
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

    /** Digests that were joined. */
    List<Digest> digests() throws SQLException {
        byte[] joined = bytes().toByteArray();
        List<Digest> digests = new ArrayList<>(joined.length / Digest.SIZE);
        for (int at = 0; at < joined.length; at += Digest.SIZE) {
            digests.add(new Digest(Bytes.of(Arrays.copyOfRange(joined, at, at + Digest.SIZE))));
        }
        return digests;
    }

    @Nullable
    Bytes nullableBytes() throws SQLException {
        byte[] content = results.getBytes(++column);
        return content == null ? null : Bytes.of(content);
    }

    private @Nullable String nullableText() throws SQLException {
        return results.getString(++column);
    }
}
