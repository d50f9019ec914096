package io.micropay.reference.client.command;

import io.micropay.reference.client.text.Memos;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Memos on the command line. */
final class MemoConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        try {
            return Memos.parse(text).orElse("");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
