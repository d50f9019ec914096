package io.micropay.architecture.planted.streams;

final class PrintsOut {
    void planted() {
        System.out.println();
    }
}
