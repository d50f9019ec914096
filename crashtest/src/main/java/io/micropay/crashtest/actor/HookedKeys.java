package io.micropay.crashtest.actor;

import io.micropay.crashtest.plan.KillPoint;
import io.micropay.keys.KeyMaterial;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** A server key that passes a kill point before it signs a checkpoint. */
final class HookedKeys implements KeyMaterial {
    private final KeyMaterial keys;
    private final KillSwitch killSwitch;
    private final SigningTurn turn;

    HookedKeys(KeyMaterial keys, KillSwitch killSwitch, SigningTurn turn) {
        this.keys = keys;
        this.killSwitch = killSwitch;
        this.turn = turn;
    }

    @Override
    public List<X509Certificate> certificateChain() {
        return keys.certificateChain();
    }

    @Override
    public PrivateKey privateKey() {
        if (turn.sign()) {
            killSwitch.pass(KillPoint.BEFORE_SIGN);
        }
        return keys.privateKey();
    }

    @Override
    public Optional<Provider> provider() {
        return keys.provider();
    }
}
