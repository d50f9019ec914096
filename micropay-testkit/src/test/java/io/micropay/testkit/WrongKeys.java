package io.micropay.testkit;

import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.model.KeyId;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Key material that hands everything on to a right one. Subclasses do one thing wrong. */
class WrongKeys implements KeyMaterial {
    static final KeyMaterial RIGHT = InMemoryKeys.generate(KeySpec.session("right"), Clock.systemUTC());
    private static final KeyMaterial OTHER = InMemoryKeys.generate(KeySpec.session("other"), Clock.systemUTC());

    @Override
    public List<X509Certificate> certificateChain() {
        return RIGHT.certificateChain();
    }

    @Override
    public PrivateKey privateKey() {
        return RIGHT.privateKey();
    }

    static KeyMaterial ofTwoPairs() {
        return new WrongKeys() {
            @Override
            public PrivateKey privateKey() {
                return OTHER.privateKey();
            }
        };
    }

    static KeyMaterial expired() {
        Clock longAgo = Clock.offset(Clock.systemUTC(), Duration.ofDays(-30));
        return InMemoryKeys.generate(KeySpec.session("expired"), longAgo);
    }

    static KeyMaterial changeable() {
        List<X509Certificate> chain = new ArrayList<>(RIGHT.certificateChain());
        return new WrongKeys() {
            @Override
            public List<X509Certificate> certificateChain() {
                return chain;
            }
        };
    }

    static KeyMaterial withStrangersInTheChain() {
        return new WrongKeys() {
            @Override
            public List<X509Certificate> certificateChain() {
                return List.of(RIGHT.certificate(), OTHER.certificate());
            }
        };
    }

    static KeyMaterial underAnotherName() {
        return new WrongKeys() {
            @Override
            public KeyId keyId() {
                return OTHER.keyId();
            }
        };
    }

    static KeyMaterial talkative() {
        return new WrongKeys() {
            @Override
            public String toString() {
                return "key " + HexFormat.of().formatHex(privateKey().getEncoded());
            }
        };
    }
}
