package io.micropay.architecture.planted.sleeping;

final class SleepsThread {
    void planted() throws InterruptedException {
        Thread.sleep(1);
    }
}
