package io.micropay.examples;

import io.micropay.PeerEndpoint;
import io.micropay.model.AccountId;
import io.micropay.model.HoldOutcome;
import io.micropay.model.Payment;
import java.time.Duration;

/** A price that is known only in the end: the passenger sets money aside, the driver takes what the ride has cost. */
public final class TaxiRide {
    private TaxiRide() {}

    /**
     * Before the ride: the most that it may cost is set aside, for a day. The passenger cannot take it back, but gets all of it
     * back if the driver does not come for it.
     */
    public static Payment begin(PeerEndpoint passenger, AccountId driver, long atMost) {
        return passenger.authorize(driver, atMost, Duration.ofDays(1));
    }

    /** After the ride: the driver takes the fare, and the rest is the passenger's again. Asking twice takes it once. */
    public static HoldOutcome end(PeerEndpoint driver, Payment hold, long fare) {
        return driver.capture(hold.order(), fare);
    }
}
