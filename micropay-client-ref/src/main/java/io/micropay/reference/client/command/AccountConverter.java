package io.micropay.reference.client.command;

import io.micropay.model.AccountId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of accounts on the command line. */
final class AccountConverter implements ITypeConverter<AccountId> {
    @Override
    public AccountId convert(String text) {
        try {
            return new AccountId(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("not a username: '" + text + "'; " + e.getMessage());
        }
    }
}
