package io.micropay.classic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The accounts of a scripted server and what the dialect answers about them. Not safe for use by several threads. */
final class ScriptedBank {
    private static final int OPENING_BALANCE = 10_000;

    /** What the other program does not survive, or does wrongly: the text says what it was. */
    static final class Harm extends Exception {
        private static final long serialVersionUID = 1;

        Harm(String message) {
            super(message);
        }
    }

    private static final class Row {
        private long balance = OPENING_BALANCE;
        private String address = "-1";
        private int peerPort = -1;
        private @Nullable Object connection;
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();

    String register(String name) {
        return rows.putIfAbsent(name, new Row()) == null ? "100 OK\r\n" : "210 FAIL\r\n";
    }

    /** Logs in on a connection; the answer is a listing if that went well. */
    String login(String name, String address, int peerPort, Object connection) {
        Row row = rows.get(name);
        if (row == null) {
            return "220 AUTH_FAIL\n";
        }
        if (row.connection != null) {
            return "230 DUPLICATE_LOGIN\n";
        }
        row.address = address;
        row.peerPort = peerPort;
        row.connection = connection;
        return listing(name);
    }

    void logout(String name) {
        Row row = rows.get(name);
        if (row != null) {
            row.address = "";
            row.peerPort = -1;
            row.connection = null;
        }
    }

    /** In the order of registration. */
    String listing(String name) {
        StringBuilder lines = new StringBuilder();
        int online = 0;
        for (Map.Entry<String, Row> entry : rows.entrySet()) {
            Row row = entry.getValue();
            if (row.connection != null) {
                online++;
                lines.append(entry.getKey())
                        .append('#')
                        .append(row.address)
                        .append('#')
                        .append(row.peerPort)
                        .append('\n');
            }
        }
        return balance(name) + "\npublic_key\n" + online + "\n" + lines;
    }

    long balance(String name) {
        Row row = rows.get(name);
        if (row == null) {
            throw new IllegalArgumentException("there is no account " + name);
        }
        return row.balance;
    }

    /** The connection on which somebody is online. */
    @Nullable
    Object connection(String name) {
        Row row = rows.get(name);
        return row == null ? null : row.connection;
    }

    /** Carries out a payer, an amount and a payee, and returns what the payer is told. */
    String transfer(List<String> payment) throws Harm {
        Row payer = rows.get(payment.get(0));
        Row payee = rows.get(payment.get(2));
        if (payer == null || payee == null) {
            throw new Harm("payer or payee is unknown: " + String.join("#", payment));
        }
        if (payer.connection == null || payee.connection == null) {
            throw new Harm("payer or payee is offline: " + String.join("#", payment));
        }
        if (!payment.get(1).matches("-?[0-9]{1,9}")) {
            throw new Harm(
                    "the amount is not a whole number, which makes or destroys money: " + String.join("#", payment));
        }
        long amount = Long.parseLong(payment.get(1));
        if (amount <= 0 || payer == payee) {
            return "transfer FAIL\n";
        }
        if (payer.balance < amount) {
            return "transfer FAIL due to bankruptcy\n";
        }
        payer.balance -= amount;
        payee.balance += amount;
        return "transfer OK\n";
    }
}
