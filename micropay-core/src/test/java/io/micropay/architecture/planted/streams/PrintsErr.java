package io.micropay.architecture.planted.streams;

final class PrintsErr {
    void planted() {
        System.err.println();
    }
}
