package io.micropay.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that cannot fail protects nothing: here each of them meets classes that break it, and must name every one. */
class PlantedViolationsTest {
    /** Rule, planted tree, and the classes in it that the rule must name. */
    private static final List<Plant> PLANTS = List.of(
            new Plant("EVERY_PACKAGE_HAS_A_LAYER", "homeless", "Homeless"),
            new Plant(
                    "LAYERS",
                    "layers",
                    "ModelKnowsError",
                    "ErrorKnowsKeys",
                    "KeysKnowsLedger",
                    "LedgerKnowsEvent",
                    "EventKnowsStream",
                    "ClassicKnowsLedger",
                    "StreamKnowsFraming",
                    "FramingKnowsSession",
                    "SessionKnowsRoot"),
            new Plant("FRAMING_DOES_NOT_KNOW_MESSAGE", "framing", "KnowsMessage"),
            new Plant("MESSAGE_DOES_NOT_KNOW_FRAMING", "message", "KnowsFraming"),
            new Plant("CRYPTO_DOES_NOT_KNOW_MESSAGE", "crypto", "CryptoKnowsMessage"),
            new Plant("CLASSIC_CAN_BE_DELETED", "dialect", "SessionKnowsClassic", "LedgerKnowsClassic"),
            new Plant("CRYPTO_HAS_A_HOME", "cryptohome", "Signs", "Encrypts", "Handshakes", "UsesBouncyCastle"),
            new Plant("MODEL_KNOWS_NO_CRYPTO", "modelcrypto", "HoldsCertificate"),
            new Plant(
                    "API_DOES_NOT_MENTION_INTERNALS",
                    "api",
                    "ExtendsInternal",
                    "ReturnsInternals",
                    "TakesInternal",
                    "BoundToInternal",
                    "ThrowsInternal",
                    "ShowsInternalField"),
            new Plant("NO_CYCLES", "cycles", "CycleThere", "CycleBack"),
            new Plant("SQL_HAS_A_HOME", "sql", "UsesSql"),
            new Plant("SOCKETS_HAVE_A_HOME", "sockets", "OpensSocket", "OpensChannel"),
            new Plant("MODEL_KNOWS_NO_NETWORK", "network", "HoldsAddress"),
            new Plant("NO_STANDARD_STREAMS", "streams", "PrintsOut", "PrintsErr"),
            new Plant("NO_PRINTED_STACK_TRACES", "traces", "PrintsTrace"),
            new Plant("NO_SLEEPING", "sleeping", "SleepsThread", "SleepsUnit"),
            new Plant("NO_JAVA_UTIL_LOGGING", "logging", "LogsOldStyle"),
            new Plant("PUBLIC_STATICS_ARE_CONSTANT", "statics", "MutableStatic", "MutableArray"));

    private record Plant(String rule, String tree, List<String> offenders) {
        Plant(String rule, String tree, String... offenders) {
            this(rule, tree, List.of(offenders));
        }
    }

    @Test
    void plants_together_coverEveryRule() {
        assertThat(PLANTS.stream().map(Plant::rule))
                .containsExactlyInAnyOrderElementsOf(ArchitectureRules.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("plants")
    void rule_onPlantedViolation_failsAndNamesIt(String ruleName, String tree, List<String> offenders) {
        Map<String, ArchRule> rules = ArchitectureRules.all();
        ArchRule rule = rules.get(ruleName);
        JavaClasses planted = new ClassFileImporter().importPackages("io.micropay.architecture.planted." + tree);

        assertThatThrownBy(() -> rule.check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(offenders.toArray(CharSequence[]::new))
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("Innocent");
    }

    static Stream<Arguments> plants() {
        return PLANTS.stream().map(plant -> Arguments.of(plant.rule(), plant.tree(), plant.offenders()));
    }
}
