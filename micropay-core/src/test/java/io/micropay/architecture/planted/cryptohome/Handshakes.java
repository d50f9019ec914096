package io.micropay.architecture.planted.cryptohome;

import javax.net.ssl.SSLSession;

public final class Handshakes {
    SSLSession planted;
}
