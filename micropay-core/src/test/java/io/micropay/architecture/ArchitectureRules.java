package io.micropay.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.channels.NetworkChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

/**
 * What the packages of micropay-core may know of each other and of the platform.
 *
 * <p>Rules name packages relative to {@code io.micropay}. The planted violations in {@code planted.<tree>} are read as if
 * {@code planted.<tree>} were {@code io.micropay}, so that the rules which are proven are the rules which are in force.
 */
final class ArchitectureRules {
    private static final String OURS = "io.micropay";
    private static final String PLANTED = "io.micropay.architecture.planted.";

    private static final DescribedPredicate<JavaClass> OUTSIDE_CRYPTO = not(in("keys", "internal.crypto"));
    private static final DescribedPredicate<JavaClass> CRYPTO =
            resideInAnyPackage("java.security..", "javax.crypto..", "javax.net.ssl..", "org.bouncycastle..");

    /** What signatures outside the crypto packages may mention: things that are handed on, not worked with. */
    private static final DescribedPredicate<JavaClass> MENTIONABLE = describe(
            "types fit for signatures",
            candidate -> Set.of(
                            "java.security.cert.X509Certificate",
                            "java.security.Provider",
                            "java.security.PublicKey",
                            "java.security.SecureRandom",
                            "javax.net.ssl.SSLSocket",
                            "javax.net.ssl.SSLContext",
                            "javax.net.ssl.SSLException")
                    .contains(candidate.getName()));

    private static final DescribedPredicate<JavaClass> SOCKETS = assignableTo(Socket.class)
            .or(assignableTo(ServerSocket.class))
            .or(assignableTo(DatagramSocket.class))
            .or(assignableTo(NetworkChannel.class))
            .or(assignableTo(SocketFactory.class))
            .or(assignableTo(ServerSocketFactory.class))
            .or(assignableTo(URLConnection.class))
            .or(resideInAnyPackage("java.net.http.."))
            .as("sockets");

    static final ArchRule EVERY_PACKAGE_HAS_A_LAYER = classes()
            .should(be(in(
                            "model",
                            "error",
                            "keys",
                            "ledger",
                            "event",
                            "classic",
                            "outbox",
                            "stream",
                            "internal.framing",
                            "internal.message",
                            "internal.crypto",
                            "internal.ledger",
                            "internal.session",
                            "internal.classic",
                            "internal.audit")
                    .or(root())))
            .because("a package that no rule knows is a package that no rule holds: give it a place in LAYERS first");

    static final ArchRule LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("root")
            .definedBy(root())
            .layer("sessions")
            .definedBy(in("internal.session", "internal.classic", "internal.audit"))
            .layer("internals")
            .definedBy(in("internal.ledger", "internal.message", "internal.framing", "internal.crypto"))
            .layer("classic")
            .definedBy(in("classic"))
            .layer("keys")
            .definedBy(in("keys"))
            .layer("ledger")
            .definedBy(in("ledger"))
            .layer("event")
            .definedBy(in("event"))
            .layer("outbox")
            .definedBy(in("outbox"))
            .layer("stream")
            .definedBy(in("stream"))
            .layer("error")
            .definedBy(in("error"))
            .layer("model")
            .definedBy(in("model"))
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("sessions")
            .mayOnlyAccessLayers(
                    "internals", "classic", "keys", "ledger", "event", "outbox", "stream", "error", "model")
            .whereLayer("internals")
            .mayOnlyAccessLayers("keys", "ledger", "event", "outbox", "stream", "error", "model")
            .whereLayer("classic")
            .mayOnlyAccessLayers("keys", "event", "error", "model")
            .whereLayer("keys")
            .mayOnlyAccessLayers("error", "model")
            .whereLayer("ledger")
            .mayOnlyAccessLayers("error", "model")
            .whereLayer("event")
            .mayOnlyAccessLayers("error", "model")
            .whereLayer("outbox")
            .mayOnlyAccessLayers("error", "model")
            .whereLayer("stream")
            .mayOnlyAccessLayers("error", "model")
            .whereLayer("error")
            .mayOnlyAccessLayers("model")
            .whereLayer("model")
            .mayNotAccessAnyLayer();

    static final ArchRule FRAMING_DOES_NOT_KNOW_MESSAGE = noClasses()
            .that(in("internal.framing"))
            .should()
            .dependOnClassesThat(in("internal.message"))
            .because("a frame is bytes without meaning");

    static final ArchRule MESSAGE_DOES_NOT_KNOW_FRAMING = noClasses()
            .that(in("internal.message"))
            .should()
            .dependOnClassesThat(in("internal.framing"))
            .because("a message does not care how it travels");

    static final ArchRule CRYPTO_DOES_NOT_KNOW_MESSAGE = noClasses()
            .that(in("internal.crypto"))
            .should()
            .dependOnClassesThat(in("internal.message"))
            .because("what is signed is bytes");

    static final ArchRule CLASSIC_CAN_BE_DELETED = noClasses()
            .that(not(in("classic", "internal.classic").or(root())))
            .should()
            .dependOnClassesThat(in("classic", "internal.classic"))
            .because("the dialect is to go one day, and nothing but entry points is to notice");

    static final ArchRule CRYPTO_HAS_A_HOME = noClasses()
            .that(OUTSIDE_CRYPTO)
            .should()
            .dependOnClassesThat(CRYPTO.and(not(MENTIONABLE)).as("work with cryptography"))
            .because("cryptography is worked with in keys and internal.crypto only; others may mention " + MENTIONABLE);

    static final ArchRule MODEL_KNOWS_NO_CRYPTO = noClasses()
            .that(in("model"))
            .should()
            .dependOnClassesThat(CRYPTO)
            .because("values are bytes and numbers, to the last type");

    static final ArchRule API_DOES_NOT_MENTION_INTERNALS = classes()
            .that(not(in("internal")))
            .should(mentionNoInternalsInTheirApi())
            .because("what is public is a promise, and internal is none");

    static final ArchRule NO_CYCLES = slices().assignedFrom(packages()).should().beFreeOfCycles();

    static final ArchRule SQL_HAS_A_HOME = noClasses()
            .that(not(in("ledger")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite.."))
            .because("stores live in ledger");

    static final ArchRule SOCKETS_HAVE_A_HOME = noClasses()
            .that(not(in("internal.session", "internal.classic", "internal.crypto")
                    .or(root())))
            .should()
            .dependOnClassesThat(SOCKETS)
            .because("everything else is testable without a network");

    static final ArchRule MODEL_KNOWS_NO_NETWORK =
            noClasses().that(in("model")).should().dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net.."));

    static final ArchRule NO_STANDARD_STREAMS = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("the terminal belongs to the program that embeds us");

    static final ArchRule NO_PRINTED_STACK_TRACES = noClasses()
            .should(callMethodWhere(describe(
                    "printStackTrace is called",
                    (JavaMethodCall call) -> call.getName().equals("printStackTrace")
                            && call.getTargetOwner().isAssignableTo(Throwable.class))));

    static final ArchRule NO_SLEEPING = noClasses()
            .should(callMethodWhere(describe(
                    "a thread sleeps",
                    (JavaMethodCall call) -> call.getName().equals("sleep")
                            && (call.getTargetOwner().isAssignableTo(Thread.class)
                                    || call.getTargetOwner().isEquivalentTo(TimeUnit.class)))))
            .because("waits are for something, bounded, and end when it happens");

    static final ArchRule NO_JAVA_UTIL_LOGGING = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("the library logs through System.Logger");

    static final ArchRule PUBLIC_STATICS_ARE_CONSTANT =
            fields().that().areStatic().and().arePublic().should(beConstant());

    private ArchitectureRules() {}

    /** Every rule above by its name: what is not found here is neither checked nor proven. */
    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new TreeMap<>();
        Arrays.stream(ArchitectureRules.class.getDeclaredFields())
                .filter(field -> ArchRule.class.isAssignableFrom(field.getType()))
                .forEach(field -> {
                    try {
                        rules.put(field.getName(), ((ArchRule) field.get(null)).allowEmptyShould(true));
                    } catch (IllegalAccessException e) {
                        throw new LinkageError("cannot read the rule " + field.getName(), e);
                    }
                });
        return rules;
    }

    /** The package relative to {@code io.micropay} or to a planted tree ("" for the root itself); empty if it is not ours. */
    private static Optional<String> relativePackage(JavaClass candidate) {
        String name = candidate.getPackageName();
        if (name.startsWith(PLANTED)) {
            String tree = name.substring(PLANTED.length());
            int dot = tree.indexOf('.');
            return Optional.of(dot < 0 ? "" : tree.substring(dot + 1));
        }
        if (name.equals(OURS)) {
            return Optional.of("");
        }
        return name.startsWith(OURS + ".") ? Optional.of(name.substring(OURS.length() + 1)) : Optional.empty();
    }

    private static DescribedPredicate<JavaClass> in(String... packages) {
        return describe(
                "reside in " + String.join(", ", packages),
                candidate -> relativePackage(candidate)
                        .filter(actual -> Arrays.stream(packages)
                                .anyMatch(it -> actual.equals(it) || actual.startsWith(it + ".")))
                        .isPresent());
    }

    private static DescribedPredicate<JavaClass> root() {
        return describe(
                "reside in the root package",
                candidate -> relativePackage(candidate).filter(String::isEmpty).isPresent());
    }

    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass candidate) {
                return relativePackage(candidate)
                        .map(name -> SliceIdentifier.of(name.isEmpty() ? "root" : name))
                        .orElseGet(SliceIdentifier::ignore);
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private static ArchCondition<JavaClass> mentionNoInternalsInTheirApi() {
        return new ArchCondition<>("mention no internal types in supertypes or public and protected signatures") {
            @Override
            public void check(JavaClass candidate, ConditionEvents events) {
                if (!PublicApi.isPublic(candidate)) {
                    return;
                }
                PublicApi.mentions(candidate)
                        .filter(mention -> in("internal").test(mention.type()))
                        .map(mention ->
                                mention.where() + " mentions " + mention.type().getName())
                        .distinct()
                        .forEach(message -> events.add(SimpleConditionEvent.violated(candidate, message)));
            }
        };
    }

    private static ArchCondition<JavaField> beConstant() {
        return new ArchCondition<>("be final and no array") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean isFinal = field.getModifiers().contains(JavaModifier.FINAL);
                if (!isFinal || field.getRawType().isArray()) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " can be changed by anyone"));
                }
            }
        };
    }
}
