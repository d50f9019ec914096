package io.micropay.reference.client.session;

import io.micropay.error.MicropayException;
import io.micropay.model.AccountId;

/** Why a login did not come about, in words that say what to do. */
public final class LoginRefusal {
    private LoginRefusal() {}

    /**
     * Why the server refused.
     *
     * @param account who wanted to log in
     * @param refusal what the server said
     * @return a sentence or two
     */
    public static String explanation(AccountId account, MicropayException refusal) {
        return switch (refusal.status()) {
            case AUTHENTICATION_FAILED ->
                "The server knows no account " + account + " (spelled like this) that belongs to this wallet.";
            case ALREADY_LOGGED_IN -> account + " is logged in from elsewhere. Log out there first.";
            default -> String.valueOf(refusal.getMessage());
        };
    }
}
