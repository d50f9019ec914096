package io.micropay.reference.client.demo;

import static io.micropay.reference.client.demo.DemoTeller.require;

import io.micropay.ReceiptVerifier;
import io.micropay.error.AuthenticationException;
import io.micropay.error.MicropayException;
import io.micropay.model.Payment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a receipt is good for: it convinces others, and it cannot be forged. */
final class DemoReceipt {
    private final DemoTeller teller;
    private final Path file;
    private final Payment payment;
    private final ReceiptVerifier verifier;

    DemoReceipt(DemoTeller teller, DemoGround ground, Payment payment) {
        this.teller = teller;
        this.file = ground.file("lunch.receipt");
        this.payment = payment;
        this.verifier = ReceiptVerifier.of(ground.server().certificate());
    }

    /** Writes the receipt to a file, and verifies the file. */
    void verify() {
        try {
            Files.writeString(file, ReceiptVerifier.toText(payment), StandardCharsets.US_ASCII);
            teller.detail("alice's receipt is a text file of " + Files.size(file) + " bytes.");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
        Payment proven = verifier.verify(read());
        require(proven.equals(payment), "the file should hold alice's receipt");
        teller.detail("It proves: " + proven.payer() + " paid $" + proven.amount() + " to " + proven.payee()
                + ", number " + proven.receipt().outcome().sequence() + " in the journal.");
    }

    /** Changes the amount in the file's text, and expects that to be noticed. */
    void forge(long amount) {
        String forged = ForgedReceipt.of(read(), payment.amount(), amount);
        require(ReceiptVerifier.parse(forged).amount() == amount, "the forgery should say " + amount);
        try {
            verifier.verify(forged);
        } catch (AuthenticationException e) {
            teller.detail("Noticed: " + e.getMessage() + ".");
            return;
        } catch (MicropayException e) {
            throw new DemoFailure("the forged receipt failed for another reason: " + e.getMessage());
        }
        throw new DemoFailure("a forged receipt verified");
    }

    private String read() {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
