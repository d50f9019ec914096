package io.micropay.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the library to the rules. That the rules can fail is the business of {@link PlantedViolationsTest}. */
class ArchitectureTest {
    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.micropay");

    @Test
    void library_whenImported_isNotEmpty() {
        assertThat(LIBRARY).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void library_always_keepsRule(ArchRule rule) {
        rule.check(LIBRARY);
    }

    static Stream<Named<ArchRule>> rules() {
        Set<Map.Entry<String, ArchRule>> rules = ArchitectureRules.all().entrySet();
        return rules.stream().map(entry -> Named.of(entry.getKey(), entry.getValue()));
    }
}
