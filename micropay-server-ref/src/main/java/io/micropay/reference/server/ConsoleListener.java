package io.micropay.reference.server;

import io.micropay.event.ServerListener;
import io.micropay.event.Traffic;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.reference.server.notice.Notice;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells on the console what happens at the server, in the words of the manual. */
final class ConsoleListener implements ServerListener {
    private static final int MAX_SHOWN_BYTES = 64;

    /** What keeps connections alive; nobody wants to read it. */
    private static final Set<String> HEARTBEATS = Set.of("Ping", "Pong");

    private static final String GOODBYE = "Exit";

    private final Console console;
    private final boolean silent;
    private final Map<InetSocketAddress, Client> clients = new ConcurrentHashMap<>();
    private final Set<AccountId> online = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /** A client that has a place. */
    private static final class Client {
        private volatile boolean loggedIn;
        private volatile boolean saidGoodbye;
    }

    ConsoleListener(Console console, boolean silent) {
        this.console = console;
        this.silent = silent;
    }

    /** From now on it is no news that connections end. */
    void stopping() {
        stopping = true;
    }

    @Override
    public void connected(InetSocketAddress remote, int connected) {
        clients.put(remote, new Client());
        console.print(client("connected", remote)
                .with("connected", connected)
                .as(
                        "→ Accepting new connection from:",
                        "  Client IP: " + remote.getAddress().getHostAddress(),
                        "  Client Port: " + remote.getPort(),
                        "",
                        connectedClients(connected)));
    }

    @Override
    public void waiting(InetSocketAddress remote, int connected, int waiting) {
        console.print(client("waiting", remote)
                .with("connected", connected)
                .with("waiting", waiting)
                .as((connected + waiting) + " users attempting to connect. " + waiting + " users might have to wait."));
    }

    @Override
    public void turnedAway(InetSocketAddress remote, String reason) {
        console.print(client("turned_away", remote)
                .with("reason", reason)
                .as("Turned away " + place(remote) + ": " + reason));
    }

    @Override
    public void received(InetSocketAddress remote, Traffic message) {
        if (HEARTBEATS.contains(message.text())) {
            return;
        }
        Client client = clients.get(remote);
        if (client != null && message.text().equals(GOODBYE)) {
            client.saidGoodbye = true;
        }
        String line = "→ [" + message.text() + "] from " + place(remote);
        Notice notice = client("received", remote).with("message", message.text());
        if (silent) {
            console.print(notice.as(line, ""));
        } else {
            String bytes = shortened(message.body());
            console.print(notice.with("bytes", bytes)
                    .as("", "[System Info] Encrypted message received - <" + bytes + ">", line, ""));
        }
    }

    @Override
    public void loggedIn(AccountId account, InetSocketAddress remote, int onlineNow) {
        online.add(account);
        Client client = clients.get(remote);
        if (client != null) {
            client.loggedIn = true;
        }
        console.print(client("logged_in", remote)
                .with("account", account)
                .with("online", onlineNow)
                .as("Updated!", onlineAccounts(onlineNow)));
    }

    @Override
    public void loggedOut(AccountId account, int onlineNow) {
        online.remove(account);
        console.print(Notice.of("logged_out")
                .with("account", account)
                .with("online", onlineNow)
                .as(account + " logged out.", onlineAccounts(onlineNow)));
    }

    @Override
    public void disconnected(InetSocketAddress remote, int connected, String reason) {
        Client client = clients.remove(remote);
        List<String> lines = new ArrayList<>();
        if (client == null || !client.loggedIn) {
            lines.add(onlineAccounts(online.size()));
        }
        boolean isExpected = stopping || (client != null && client.saidGoodbye);
        lines.add("Drop connection with " + place(remote) + (isExpected ? "" : " (gone without Exit: " + reason + ")"));
        lines.add(connectedClients(connected));
        console.print(client("disconnected", remote)
                .with("reason", reason)
                .with("expected", isExpected)
                .with("connected", connected)
                .as(lines.toArray(String[]::new)));
    }

    private static Notice client(String event, InetSocketAddress remote) {
        return Notice.of(event).with("ip", remote.getAddress().getHostAddress()).with("port", remote.getPort());
    }

    private static String place(InetSocketAddress remote) {
        return remote.getAddress().getHostAddress() + "@" + remote.getPort();
    }

    private static String connectedClients(int number) {
        return "Connected clients num: " + number;
    }

    private static String onlineAccounts(int number) {
        return "Online num: " + number;
    }

    private static String shortened(Bytes body) {
        byte[] bytes = body.toByteArray();
        return bytes.length <= MAX_SHOWN_BYTES
                ? HexFormat.of().formatHex(bytes)
                : HexFormat.of().formatHex(bytes, 0, MAX_SHOWN_BYTES) + "...";
    }
}
