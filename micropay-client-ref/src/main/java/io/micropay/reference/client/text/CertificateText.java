package io.micropay.reference.client.text;

import java.util.Map;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

/** Names in certificates, in the one-line form that {@code openssl} made familiar. */
public final class CertificateText {
    private static final Map<String, String> EMAIL = Map.of("1.2.840.113549.1.9.1", "emailAddress");

    private CertificateText() {}

    /**
     * Writes a distinguished name on one line.
     *
     * @param name the subject or the issuer of a certificate
     * @return such as {@code /O=Micropay/CN=server}
     */
    public static String oneLine(X500Principal name) {
        String standard = name.getName(X500Principal.RFC2253, EMAIL);
        try {
            return new LdapName(standard)
                    .getRdns().stream()
                            .map(part -> "/" + part.getType() + "=" + part.getValue())
                            .collect(Collectors.joining());
        } catch (InvalidNameException e) {
            return standard;
        }
    }
}
