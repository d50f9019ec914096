package io.micropay.architecture.planted.sockets.internal.message;

import java.nio.channels.SocketChannel;

public final class OpensChannel {
    SocketChannel planted;
}
