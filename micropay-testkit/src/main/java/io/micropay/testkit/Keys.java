package io.micropay.testkit;

import io.micropay.ledger.Account;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.KeyId;
import io.micropay.model.SessionGrant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Tuple;

/** Keys that databases like to sort and to compare in ways of their own. */
final class Keys {
    private Keys() {}

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
            Arbitrary<Byte> frequent = Arbitraries.of((byte) 0, (byte) 1, (byte) 0x7f, (byte) 0x80, (byte) 0xff);
            return frequent.list().ofSize(3).map(some -> {
                byte[] bytes = new byte[KeyId.SIZE];
                bytes[0] = some.get(0);
                bytes[1] = some.get(1);
                bytes[KeyId.SIZE - 1] = some.get(2);
                return KeyId.of(Bytes.of(bytes));
            });
        }
    }

    /** Different key ids. */
    static final class KeyIds implements ArbitrarySupplier<Set<KeyId>> {
        KeyIds() {}

        @Override
        public Arbitrary<Set<KeyId>> get() {
            return new Id().get().set().ofMaxSize(25);
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

    /** Credentials of these session keys, in the order in which they are to come. */
    static List<Credential> credentials(Set<KeyId> ids) {
        Credential like = LedgerSamples.credential(1, 1);
        return ids.stream()
                .sorted(Keys::compare)
                .map(id -> new Credential(
                        new SessionGrant(
                                like.grant().serverKey(),
                                like.grant().account(),
                                id,
                                like.grant().sealingKey(),
                                like.grant().from(),
                                like.grant().until()),
                        like.statement(),
                        like.signature(),
                        like.accountKey(),
                        like.sessionKey(),
                        like.sealingKey()))
                .toList();
    }

    static boolean isAfter(KeyId id, KeyId other) {
        return compare(id, other) > 0;
    }

    private static int compare(KeyId one, KeyId other) {
        return Arrays.compareUnsigned(one.bytes().toByteArray(), other.bytes().toByteArray());
    }
}
