package io.micropay.crashtest.actor;

/** Tells signatures of checkpoints, which are made within a transaction, from those of TLS handshakes on other threads. */
final class SigningTurn {
    private final ThreadLocal<State> state = ThreadLocal.withInitial(() -> State.OUTSIDE);

    private enum State {
        OUTSIDE,
        UNSIGNED,
        SIGNED
    }

    void begin() {
        state.set(State.UNSIGNED);
    }

    void end() {
        state.remove();
    }

    /** True if the key is about to sign a checkpoint. */
    boolean sign() {
        if (state.get() == State.OUTSIDE) {
            return false;
        }
        state.set(State.SIGNED);
        return true;
    }

    boolean isSigned() {
        return state.get() == State.SIGNED;
    }
}
