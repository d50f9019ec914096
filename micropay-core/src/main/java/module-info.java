/**
 * Secure person-to-person micropayments for any Java program. Start at {@code io.micropay}.
 */
module io.micropay {
    requires java.sql;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.util;
    requires org.xerial.sqlitejdbc;
    requires static transitive org.jspecify;

    exports io.micropay;
    exports io.micropay.classic;
    exports io.micropay.error;
    exports io.micropay.event;
    exports io.micropay.keys;
    exports io.micropay.ledger;
    exports io.micropay.model;
    exports io.micropay.outbox;
}
