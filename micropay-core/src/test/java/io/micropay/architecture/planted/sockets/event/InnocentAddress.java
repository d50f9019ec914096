package io.micropay.architecture.planted.sockets.event;

import java.net.InetSocketAddress;

public final class InnocentAddress {
    InetSocketAddress planted;
}
