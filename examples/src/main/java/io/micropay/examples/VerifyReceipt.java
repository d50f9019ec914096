package io.micropay.examples;

import io.micropay.ReceiptVerifier;
import io.micropay.error.MicropayException;
import io.micropay.keys.PemKeys;
import io.micropay.model.Payment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;

/** Verifies a receipt file offline, with the server's certificate and nothing else. */
public final class VerifyReceipt {
    private VerifyReceipt() {}

    /**
     * Runs the example.
     *
     * @param args the server's certificate, such as {@code certs/server.crt}, and a receipt file
     */
    public static void main(String[] args) throws IOException {
        System.out.println(verdict(Path.of(args[0]), Path.of(args[1])));
    }

    static String verdict(Path certificateFile, Path receiptFile) throws IOException {
        X509Certificate server = PemKeys.readCertificates(certificateFile).get(0);
        try {
            Payment payment = ReceiptVerifier.of(server).verify(Files.readString(receiptFile));
            String verb = payment.receipt().outcome().isSettled() ? " paid " : " did not pay ";
            return payment.payer() + verb + payment.payee() + " " + payment.amount();
        } catch (MicropayException e) {
            return "this receipt proves nothing: " + e.getMessage();
        }
    }
}
