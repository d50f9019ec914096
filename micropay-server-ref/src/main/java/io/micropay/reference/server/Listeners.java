package io.micropay.reference.server;

import io.micropay.error.MicropayException;
import io.micropay.event.ServerListener;
import io.micropay.event.SettledBatch;
import io.micropay.event.Traffic;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import java.net.InetSocketAddress;
import java.util.List;

/** Tells several listeners, in their order; each is trusted not to throw. */
record Listeners(List<ServerListener> all) implements ServerListener {
    @Override
    public void connected(InetSocketAddress remote, int connected) {
        all.forEach(one -> one.connected(remote, connected));
    }

    @Override
    public void waiting(InetSocketAddress remote, int connected, int waiting) {
        all.forEach(one -> one.waiting(remote, connected, waiting));
    }

    @Override
    public void turnedAway(InetSocketAddress remote, String reason) {
        all.forEach(one -> one.turnedAway(remote, reason));
    }

    @Override
    public void received(InetSocketAddress remote, Traffic message) {
        all.forEach(one -> one.received(remote, message));
    }

    @Override
    public void loggedIn(AccountId account, InetSocketAddress remote, int online) {
        all.forEach(one -> one.loggedIn(account, remote, online));
    }

    @Override
    public void loggedOut(AccountId account, int online) {
        all.forEach(one -> one.loggedOut(account, online));
    }

    @Override
    public void decided(Payment payment) {
        all.forEach(one -> one.decided(payment));
    }

    @Override
    public void refused(InetSocketAddress remote, StatusCode reason) {
        all.forEach(one -> one.refused(remote, reason));
    }

    @Override
    public void settled(SettledBatch batch) {
        all.forEach(one -> one.settled(batch));
    }

    @Override
    public void unsettled(int requests, MicropayException reason) {
        all.forEach(one -> one.unsettled(requests, reason));
    }

    @Override
    public void disconnected(InetSocketAddress remote, int connected, String reason) {
        all.forEach(one -> one.disconnected(remote, connected, reason));
    }
}
