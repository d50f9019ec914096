package io.micropay.internal.classic;

import io.micropay.model.StatusCode;
import java.util.Arrays;
import java.util.Optional;

/** What a server of the classic dialect answers, apart from listings. */
public enum Reply {
    /** The account is registered. */
    REGISTERED("100 OK\r\n", StatusCode.REGISTERED),
    /** The name is taken. */
    NAME_TAKEN("210 FAIL\r\n", StatusCode.NAME_TAKEN),
    /** There is no such account. */
    AUTHENTICATION_FAILED("220 AUTH_FAIL\n", StatusCode.AUTHENTICATION_FAILED),
    /** The account is online already. */
    DUPLICATE_LOGIN("230 DUPLICATE_LOGIN\n", StatusCode.ALREADY_LOGGED_IN),
    /** The request needs a login first. */
    NOT_LOGGED_IN("Please login first\n", StatusCode.NOT_LOGGED_IN),
    /** To the payer: the money moved. */
    TRANSFER_OK("transfer OK\n", StatusCode.SETTLED),
    /** To the payer: it did not. */
    TRANSFER_FAILED("transfer FAIL\n", StatusCode.TRANSFER_FAILED),
    /** To the payer: it did not, because there is too little of it. */
    BANKRUPT("transfer FAIL due to bankruptcy\n", StatusCode.INSUFFICIENT_FUNDS),
    /** The goodbye. */
    BYE("Bye\n", StatusCode.LOGGED_OUT),
    /** The request makes no sense. */
    MALFORMED("400", StatusCode.MALFORMED);

    private static final String ABOUT_TRANSFERS = "transfer ";

    private final String text;
    private final StatusCode status;

    Reply(String text, StatusCode status) {
        this.text = text;
        this.status = status;
    }

    /** The text of the block, to the last line end. */
    public String text() {
        return text;
    }

    /** What it means. */
    public StatusCode status() {
        return status;
    }

    /** Finds a reply by its text, whatever the line ends are. */
    public static Optional<Reply> of(String text) {
        return Arrays.stream(values())
                .filter(reply -> reply.text.strip().equals(text.strip()))
                .findFirst();
    }

    /** Whether a text is a server's word on a payment, and so no answer to a request. */
    public static boolean isAboutTransfer(String text) {
        return text.startsWith(ABOUT_TRANSFERS);
    }
}
