package io.micropay.reference.client.command;

import io.micropay.model.AccountId;
import io.micropay.model.PaymentLink;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Who is paid: somebody by name, or whoever made a link. */
sealed interface Payee {
    record Named(AccountId account) implements Payee {}

    record Linked(PaymentLink link) implements Payee {}

    /** Either, as it stands on the command line. */
    final class Converter implements ITypeConverter<Payee> {
        @Override
        public Payee convert(String text) {
            return PaymentLink.isMeantBy(text)
                    ? new Linked(new LinkConverter().convert(text))
                    : new Named(new AccountConverter().convert(text));
        }
    }

    /** Links on the command line. */
    final class LinkConverter implements ITypeConverter<PaymentLink> {
        @Override
        public PaymentLink convert(String text) {
            try {
                return PaymentLink.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
