package io.micropay.reference.client.text;

import static org.assertj.core.api.Assertions.assertThat;

import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class CertificateTextTest {
    @Test
    void oneLine_ofOurOwnNames_startsWithTheOrganization() {
        assertThat(CertificateText.oneLine(new X500Principal("CN=server, O=Micropay")))
                .isEqualTo("/O=Micropay/CN=server");
    }

    @Test
    void oneLine_ofTheManualsName_isTheManualsLine() {
        X500Principal name =
                new X500Principal("CN=localhost, EMAILADDRESS=server@icheft, OU=IM, O=NTU, L=TPE, ST=Taiwan, C=TW");

        assertThat(CertificateText.oneLine(name))
                .isEqualTo("/C=TW/ST=Taiwan/L=TPE/O=NTU/OU=IM/emailAddress=server@icheft/CN=localhost");
    }

    @Test
    void oneLine_ofSpecialCharacters_keepsThem() {
        assertThat(CertificateText.oneLine(new X500Principal("CN=\"a, b\""))).isEqualTo("/CN=a, b");
    }
}
