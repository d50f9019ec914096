package io.micropay.testkit;

import io.micropay.ledger.Account;
import io.micropay.ledger.Claim;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.SessionGrant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.ListArbitrary;

/** Keys that databases like to sort and to compare in ways of their own. */
final class Keys {
    private static final Comparator<Bytes> UNSIGNED =
            (one, other) -> Arrays.compareUnsigned(one.toByteArray(), other.toByteArray());

    private Keys() {}

    /** Whether a claim comes after another one. */
    static boolean isAfter(Digest key, Digest other) {
        return UNSIGNED.compare(key.bytes(), other.bytes()) > 0;
    }

    private static ListArbitrary<Byte> frequentBytes() {
        return Arbitraries.of((byte) 0, (byte) 1, (byte) 0x7f, (byte) 0x80, (byte) 0xff)
                .list();
    }

    private static byte[] array(List<Byte> bytes) {
        byte[] array = new byte[bytes.size()];
        for (int index = 0; index < array.length; index++) {
            array[index] = bytes.get(index);
        }
        return array;
    }

    /** Any legal name; short ones, and those that differ in case and punctuation only, are frequent. */
    static final class Name implements ArbitrarySupplier<AccountId> {
        Name() {}

        @Override
        public Arbitrary<AccountId> get() {
            Arbitrary<String> near =
                    Arbitraries.strings().withChars("aAbBzZ019_.-").ofMaxLength(4);
            Arbitrary<String> any = Arbitraries.strings()
                    .withCharRange('a', 'z')
                    .withCharRange('A', 'Z')
                    .withCharRange('0', '9')
                    .withChars("_.-")
                    .ofMaxLength(AccountId.MAX_LENGTH - 1);
            return Arbitraries.frequencyOf(Tuple.of(3, near), Tuple.of(1, any))
                    .flatMap(
                            rest -> Arbitraries.of("a", "A", "b", "Z", "0", "9").map(start -> start + rest))
                    .map(AccountId::new);
        }
    }

    /** Names of one ledger, none of which differ in case only. */
    static final class Names implements ArbitrarySupplier<Set<AccountId>> {
        Names() {}

        @Override
        public Arbitrary<Set<AccountId>> get() {
            return new Name().get().set().uniqueElements(AccountId::folded).ofMaxSize(25);
        }
    }

    /** Key ids that differ in few bytes, some of which are negative as Java sees them. */
    static final class Id implements ArbitrarySupplier<KeyId> {
        Id() {}

        @Override
        public Arbitrary<KeyId> get() {
            return frequentBytes().ofSize(3).map(some -> {
                byte[] bytes = new byte[KeyId.SIZE];
                bytes[0] = some.get(0);
                bytes[1] = some.get(1);
                bytes[KeyId.SIZE - 1] = some.get(2);
                return KeyId.of(Bytes.of(bytes));
            });
        }
    }

    /** Different keys of claims, that differ in few bytes, too. */
    static final class ClaimKeys implements ArbitrarySupplier<Set<Digest>> {
        ClaimKeys() {}

        @Override
        public Arbitrary<Set<Digest>> get() {
            return new OneClaimKey().get().set().ofMaxSize(25);
        }
    }

    /** A key of a claim. */
    static final class OneClaimKey implements ArbitrarySupplier<Digest> {
        OneClaimKey() {}

        @Override
        public Arbitrary<Digest> get() {
            return new Id().get().map(KeyId::digest);
        }
    }

    /** What names a credential, in the order in which credentials are to come. */
    record CredentialKey(KeyId session, Bytes statement) implements Comparable<CredentialKey> {
        static CredentialKey of(Credential credential) {
            return new CredentialKey(credential.grant().sessionKey(), credential.statement());
        }

        @Override
        public int compareTo(CredentialKey other) {
            int sessions = UNSIGNED.compare(session.bytes(), other.session.bytes());
            return sessions == 0 ? UNSIGNED.compare(statement, other.statement) : sessions;
        }

        Credential credential() {
            Credential like = LedgerSamples.credential(1, 1);
            return new Credential(
                    new SessionGrant(
                            like.grant().serverKey(),
                            like.grant().account(),
                            session,
                            like.grant().sealingKey(),
                            like.grant().from(),
                            like.grant().until()),
                    statement,
                    like.signature(),
                    like.accountKey(),
                    like.sessionKey(),
                    like.sealingKey());
        }
    }

    /** Keys of credentials many of which are of the same session. */
    static final class OneCredentialKey implements ArbitrarySupplier<CredentialKey> {
        OneCredentialKey() {}

        @Override
        public Arbitrary<CredentialKey> get() {
            Arbitrary<Bytes> statements = frequentBytes().ofMaxSize(3).map(some -> Bytes.of(array(some)));
            return Combinators.combine(new Id().get(), statements).as(CredentialKey::new);
        }
    }

    /** Different keys of credentials. */
    static final class CredentialKeys implements ArbitrarySupplier<Set<CredentialKey>> {
        CredentialKeys() {}

        @Override
        public Arbitrary<Set<CredentialKey>> get() {
            return new OneCredentialKey().get().set().ofMaxSize(25);
        }
    }

    /** Where to begin to read what is numbered. */
    static final class Cursor implements ArbitrarySupplier<Long> {
        Cursor() {}

        @Override
        public Arbitrary<Long> get() {
            return Arbitraries.oneOf(Arbitraries.longs().between(-2, 75), Arbitraries.longs());
        }
    }

    /** Accounts of these names, in the order in which they are to come. */
    static List<Account> accounts(Set<AccountId> names) {
        Account like = LedgerSamples.account(1, 9);
        return names.stream()
                .sorted(Comparator.comparing(AccountId::folded))
                .map(name -> new Account(
                        name,
                        like.keys(),
                        like.balance(),
                        like.held(),
                        like.state(),
                        like.lastEntry(),
                        like.registeredAt()))
                .toList();
    }

    /** Claims with these keys, in the order in which they are to come. */
    static List<Claim> claims(Set<Digest> keys) {
        Claim like = LedgerSamples.claim(1);
        return keys.stream()
                .sorted(Comparator.comparing(Digest::bytes, UNSIGNED))
                .map(key -> new Claim(key, like.request(), like.settledBy()))
                .toList();
    }

    /** Credentials with these keys, in the order in which they are to come. */
    static List<Credential> credentials(Set<CredentialKey> keys) {
        return keys.stream().sorted().map(CredentialKey::credential).toList();
    }
}
