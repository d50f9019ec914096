package io.micropay.architecture.planted.sockets.event;

import javax.net.ssl.SSLSocket;

public final class OpensSocket {
    SSLSocket planted;
}
