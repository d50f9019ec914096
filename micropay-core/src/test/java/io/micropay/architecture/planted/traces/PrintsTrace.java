package io.micropay.architecture.planted.traces;

final class PrintsTrace {
    void planted(IllegalStateException trouble) {
        trouble.printStackTrace();
    }
}
