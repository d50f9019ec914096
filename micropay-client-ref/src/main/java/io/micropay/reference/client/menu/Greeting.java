package io.micropay.reference.client.menu;

import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.session.ClientOptions;
import io.micropay.reference.client.text.CertificateText;
import java.security.cert.X509Certificate;

/** Tells whom one is connected to. */
public final class Greeting {
    private Greeting() {}

    /**
     * Shows the server, and waits for Enter.
     *
     * @param screen where
     * @param server its certificate
     * @param options where it is
     * @return whether anybody wants to go on
     */
    public static boolean show(Screen screen, X509Certificate server, ClientOptions options) {
        screen.print("Digital certificate information:");
        screen.print("Certificate: " + CertificateText.oneLine(server.getSubjectX500Principal()));
        screen.print("Issuer: " + CertificateText.oneLine(server.getIssuerX500Principal()));
        screen.print("Connect to IP address: " + options.host());
        screen.print("On port: " + options.port());
        try {
            screen.pause("Press enter to continue...");
            return true;
        } catch (EndOfInput e) {
            return false;
        }
    }
}
