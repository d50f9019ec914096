package io.micropay.reference.client.demo;

/** Something in the demo was not as it should be. */
final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }
}
