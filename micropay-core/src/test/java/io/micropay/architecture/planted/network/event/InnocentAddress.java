package io.micropay.architecture.planted.network.event;

import java.net.InetSocketAddress;

public final class InnocentAddress {
    InetSocketAddress planted;
}
