package io.micropay.architecture.planted.network.model;

import java.net.InetSocketAddress;

public final class HoldsAddress {
    InetSocketAddress planted;
}
