package io.micropay.architecture.planted.sockets.internal.session;

import java.net.Socket;

public final class InnocentSession {
    Socket planted;
}
