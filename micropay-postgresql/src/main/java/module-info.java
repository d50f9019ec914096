/**
 * A Micropay ledger on PostgreSQL. Start at {@code io.micropay.postgresql.PostgresAccountStore}.
 */
// The driver has a stable name, though no descriptor.
@SuppressWarnings("requires-automatic")
module io.micropay.postgresql {
    requires transitive io.micropay;
    requires transitive java.sql;
    requires com.zaxxer.hikari;
    requires org.postgresql.jdbc;
    requires static org.checkerframework.checker.qual;
    requires static transitive org.jspecify;

    exports io.micropay.postgresql;
}
