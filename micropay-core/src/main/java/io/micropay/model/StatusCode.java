package io.micropay.model;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a request, as a number that keeps its meaning across versions and dialects.
 *
 * <p>The hundreds tell the kind: 1xx done, 2xx refused, 3xx about queries, 4xx the request or the session is at fault,
 * 5xx the server could not.
 *
 * @since 0.1
 */
public enum StatusCode {
    /** The account is registered. */
    REGISTERED(100, "OK"),
    /** The session is logged in. */
    LOGGED_IN(110, "logged in"),
    /** The session is logged out. */
    LOGGED_OUT(120, "Bye"),
    /** The order is settled: the money moved. Final. */
    SETTLED(130, "transfer OK"),
    /** The order to hold is settled: the amount is set aside for the payee. Final. */
    AUTHORIZED(131, "the amount is set aside"),
    /** The payee took from the hold; the rest is the payer's again. Final. */
    CAPTURED(132, "captured"),
    /** The payee gave the hold up; all of it is the payer's again. Final. */
    RELEASED(133, "released"),
    /** Nobody took from the hold in time; all of it is the payer's again. Final. */
    HOLD_EXPIRED(134, "the hold expired"),

    /** The name is taken, or reserved. */
    NAME_TAKEN(210, "FAIL: the name is taken"),
    /** There is no such account, or the key is not its key. */
    AUTHENTICATION_FAILED(220, "AUTH_FAIL: no such account, or not its key"),
    /** The login cannot be accepted as it is. */
    LOGIN_REFUSED(221, "login refused"),
    /** The account is logged in from elsewhere, or the session is logged in already. */
    ALREADY_LOGGED_IN(230, "DUPLICATE_LOGIN: already logged in"),
    /** The request needs a login first. */
    NOT_LOGGED_IN(240, "Please login first"),

    /** The transfer failed; what the C++ program says for every reason but bankruptcy. */
    TRANSFER_FAILED(260, "transfer FAIL"),
    /** The order names another server. */
    WRONG_SERVER(261, "the order is for another server"),
    /** The order is past its expiry, or its validity is out of bounds. */
    EXPIRED(262, "the order is expired or not valid yet"),
    /** The payer has no account here. */
    UNKNOWN_PAYER(263, "no such payer"),
    /** The payee has no account here, or not with that key. */
    UNKNOWN_PAYEE(264, "no such payee"),
    /** The amount is zero or negative. */
    AMOUNT_NOT_POSITIVE(265, "the amount must be above zero"),
    /** The payer's signature does not verify, or its key is not the payer's at that time. */
    SIGNATURE_INVALID(266, "the payer's signature does not verify"),
    /** Another order with the same id has been decided. */
    ORDER_CONFLICT(267, "another order has the same id"),
    /** The payer voided the order. Final. */
    VOIDED(268, "the order was voided by its payer"),
    /** An account that the order names is frozen. Final. */
    ACCOUNT_FROZEN(269, "the account is frozen"),
    /** The payer's balance is below the amount. Final. */
    INSUFFICIENT_FUNDS(270, "transfer FAIL due to bankruptcy: insufficient funds"),
    /** The payee's balance would exceed what the ledger can count. Final. */
    BALANCE_OVERFLOW(271, "the payee's balance would overflow"),
    /** The payee is not online, so that nobody can be offered the order. */
    PAYEE_OFFLINE(272, "the payee is not online"),
    /** The payee, or the payee's endpoint, declined the offer before it reached the server. */
    DECLINED(273, "the payee declined"),
    /** An account that the order names is closed. Final. */
    ACCOUNT_CLOSED(274, "the account is closed"),
    /** The order has not set any money aside, or not for this payee. */
    HOLD_UNKNOWN(275, "no such hold"),
    /** The hold has ended in another way before. */
    HOLD_ENDED(276, "the hold has ended"),
    /** The capture asks for more than was set aside. */
    HOLD_EXCEEDED(277, "more than is held"),
    /** The account has money set aside, so that it cannot be closed. */
    HOLDS_OPEN(278, "the account has open holds"),
    /** Payer and payee are the same account. */
    PAYER_IS_PAYEE(280, "payer and payee are the same"),
    /** The payee has made no such payment request at this server. */
    REQUEST_UNKNOWN(281, "no such payment request"),
    /** An order has paid the payment request before. */
    REQUEST_PAID(282, "the payment request is paid already"),
    /** The payment request is past its time, or its validity is out of bounds. */
    REQUEST_EXPIRED(283, "the payment request is expired or not valid yet"),
    /** The order, or the link, is not what the payee has asked for. */
    REQUEST_DIFFERS(284, "not what the payee has asked for"),
    /** The payer has not received such a payment from the payee. */
    REFUND_UNKNOWN(285, "no such payment to refund"),
    /** The refund is of more than was received. */
    REFUND_EXCEEDED(286, "more than was received"),
    /** The payment was refunded before. */
    REFUNDED(287, "the payment is refunded already"),

    /** The query is answered. */
    OK(300, "OK"),
    /** The server has not decided an order with that id. */
    ORDER_UNKNOWN(310, "no such order"),

    /** The request is not well formed. */
    MALFORMED(400, "malformed request"),
    /** A frame is longer than allowed. */
    FRAME_TOO_LARGE(401, "frame too large"),
    /** A message type is not known, or not expected now. */
    UNEXPECTED_MESSAGE(402, "unexpected message"),
    /** No version of the protocol is common to both sides. */
    VERSION_UNSUPPORTED(403, "no common protocol version"),
    /** The request is not for this account to make. */
    NOT_PERMITTED(404, "not permitted"),
    /** A limit is reached; later may do. */
    LIMIT_REACHED(420, "limit reached, try again later"),
    /** Something took longer than allowed. */
    TIMED_OUT(421, "timed out"),
    /** The session was replaced by another login of the same account. */
    SESSION_REPLACED(430, "the session was replaced by a new login"),

    /** The server failed; whether the request had an effect has to be asked. */
    SERVER_FAILED(500, "the server failed"),
    /** The server is shutting down. */
    SHUTTING_DOWN(510, "the server is shutting down"),
    /** The connection is closed or cannot be made. */
    DISCONNECTED(520, "not connected");

    private static final Map<Integer, StatusCode> BY_NUMBER =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(StatusCode::number, Function.identity()));

    private final int number;
    private final String text;

    StatusCode(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /**
     * The number on the wire.
     *
     * @return three digits
     */
    public int number() {
        return number;
    }

    /**
     * What to tell a person.
     *
     * @return a short text without the number
     */
    public String text() {
        return text;
    }

    /**
     * Whether an order with this status is decided for ever, with a receipt that says so.
     *
     * @return true for what was settled, for every end of a hold, and for the rejections that a valid payer signature stands
     *     behind
     */
    public boolean isFinal() {
        return switch (this) {
            case SETTLED,
                    AUTHORIZED,
                    CAPTURED,
                    RELEASED,
                    HOLD_EXPIRED,
                    VOIDED,
                    ACCOUNT_FROZEN,
                    ACCOUNT_CLOSED,
                    INSUFFICIENT_FUNDS,
                    BALANCE_OVERFLOW -> true;
            default -> false;
        };
    }

    /**
     * Whether something was refused, so that nothing came of it and nothing is recorded.
     *
     * @return true for everything from 200 on that is neither final nor about queries
     */
    public boolean isRefusal() {
        boolean isQuery = this == OK || this == ORDER_UNKNOWN;
        return number >= NAME_TAKEN.number && !isQuery && !isFinal();
    }

    /**
     * Finds a status by its number.
     *
     * @param number the number on the wire
     * @return the status, or empty if none has that number
     */
    public static Optional<StatusCode> ofNumber(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /** Number and text, such as {@code 130 transfer OK}. */
    @Override
    public String toString() {
        return number + " " + text;
    }
}
