package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.micropay.keys.KeyMaterial;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no key material can fail is not worth testing: each of these is found out by the test that is there for it. */
class WrongKeysIT {
    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongKeys")
    void wrongKeys_failTheTestThatIsThereForThem(String test, KeyMaterial keys) {
        KeySubject.keys = keys;
        ContractRun run = ContractRun.of(selectMethod(KeySubject.class, test));
        assertThat(run.passed()).isEmpty();
        assertThat(run.failures()).containsOnlyKeys(test);
    }

    static Stream<Arguments> wrongKeys() {
        return Stream.of(
                Arguments.of("chain_beginsWithTheCertificateAndStaysTheSame", WrongKeys.changeable()),
                Arguments.of("certificates_areValidAndVouchedForByTheNext", WrongKeys.expired()),
                Arguments.of("certificates_areValidAndVouchedForByTheNext", WrongKeys.withStrangersInTheChain()),
                Arguments.of("keyId_isTheDigestOfThePublicKey", WrongKeys.underAnotherName()),
                Arguments.of("signatures_verifyWithTheCertificate", WrongKeys.ofTwoPairs()),
                Arguments.of("severalThreads_canSignAtOnce", WrongKeys.ofTwoPairs()),
                Arguments.of("text_tellsNothingOfThePrivateKey", WrongKeys.talkative()),
                Arguments.of("asServerKey_signsReceiptsAndServesTls", WrongKeys.ofTwoPairs()),
                Arguments.of("asSessionKey_signsOrdersAndSpeaksTlsOnBothSides", WrongKeys.ofTwoPairs()),
                Arguments.of("asAccountKey_grantsSessions", WrongKeys.ofTwoPairs()));
    }
}
