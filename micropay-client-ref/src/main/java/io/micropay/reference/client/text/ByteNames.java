package io.micropay.reference.client.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Names of the classic dialect, which are bytes, as people read and type them: in UTF-8, as the programs of the dialect have
 * it from their terminals.
 */
public final class ByteNames {
    private ByteNames() {}

    /**
     * The name as it is shown.
     *
     * @param name a character for each byte
     * @return the same in UTF-8, or as it is if it is none
     */
    public static String shown(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return name;
        }
    }

    /**
     * The name as it is sent.
     *
     * @param typed what somebody typed
     * @return a character for each byte of it in UTF-8
     */
    public static String sent(String typed) {
        return new String(typed.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
