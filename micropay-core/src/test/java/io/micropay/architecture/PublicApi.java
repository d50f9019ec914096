package io.micropay.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/** What others see of a class: its supertypes and the signatures of what is public or protected, generics included. */
final class PublicApi {
    /** One type and the place that mentions it. */
    record Mention(String where, JavaClass type) {}

    private PublicApi() {}

    static boolean isPublic(JavaClass candidate) {
        return isVisible(candidate.getModifiers())
                && candidate.getEnclosingClass().map(PublicApi::isPublic).orElse(true);
    }

    static Stream<Mention> mentions(JavaClass candidate) {
        Stream<JavaType> supertypes = Stream.of(
                        candidate.getSuperclass().stream(),
                        candidate.getInterfaces().stream(),
                        candidate.getTypeParameters().stream())
                .flatMap(types -> types.map(JavaType.class::cast));
        Stream<Mention> declared = named(candidate.getName(), supertypes);
        Stream<Mention> members = candidate.getMembers().stream()
                .filter(member -> isVisible(member.getModifiers()))
                .flatMap(member -> named(member.getFullName(), types(member)));
        return Stream.concat(declared, members);
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (!(member instanceof JavaCodeUnit code)) {
            return member.getAllInvolvedRawTypes().stream().map(JavaType.class::cast);
        }
        return Stream.of(
                        Stream.of(code.getReturnType()),
                        code.getParameterTypes().stream(),
                        code.getTypeParameters().stream(),
                        code.getThrowsClause().getTypes().stream())
                .flatMap(types -> types.map(JavaType.class::cast));
    }

    private static Stream<Mention> named(String where, Stream<JavaType> types) {
        return types.map(JavaType::getAllInvolvedRawTypes)
                .flatMap(Collection::stream)
                .map(type -> new Mention(where, type));
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }
}
