package io.micropay.architecture.planted.sleeping;

import java.util.concurrent.TimeUnit;

final class SleepsUnit {
    void planted() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
    }
}
