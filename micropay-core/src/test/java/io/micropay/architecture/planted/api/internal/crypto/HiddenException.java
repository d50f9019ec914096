package io.micropay.architecture.planted.api.internal.crypto;

public class HiddenException extends Exception {
    private static final long serialVersionUID = 1L;
}
