package io.micropay.reference.client.menu;

import io.micropay.ReceiptVerifier;
import io.micropay.error.MicropayException;
import io.micropay.error.RequestRefusedException;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.home.Home;
import io.micropay.reference.client.home.ReceiptFolder;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Cancelled;
import io.micropay.reference.client.session.Session;
import io.micropay.reference.client.text.ReceiptText;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** RECEIPT: lists what was saved for the account that is logged in, and shows one of it or a file, verified. */
final class ReceiptAction implements Action {
    private static final int MAX_SHOWN = 15;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final Screen screen;
    private final Questions questions;
    private final Session session;
    private final Home home;

    ReceiptAction(Screen screen, Session session, Home home) {
        this.screen = screen;
        this.questions = new Questions(screen);
        this.session = session;
        this.home = home;
    }

    @Override
    public void run() throws EndOfInput, Cancelled {
        // No server is needed to look at what is here.
        AccountId account = session.account()
                .orElseThrow(
                        () -> new RequestRefusedException(StatusCode.NOT_LOGGED_IN, StatusCode.NOT_LOGGED_IN.text()));
        ReceiptFolder folder = home.receipts(account);
        List<Path> files = folder.files();
        List<Path> shown = files.subList(0, Math.min(files.size(), MAX_SHOWN));
        list(account, folder, shown, files.size() - shown.size());
        show(questions.ask(
                "Show which one? (its number, or a file; Enter for none) ", List.of(), typed -> choose(shown, typed)));
    }

    private static Path choose(List<Path> shown, String typed) {
        if (NUMBER.matcher(typed).matches()) {
            return shown.get(Questions.parseNumber(typed, 1, shown.size()) - 1);
        }
        Path file = Path.of(typed);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("neither a number of the list nor a file: '" + typed + "'");
        }
        return file;
    }

    private void list(AccountId account, ReceiptFolder folder, List<Path> shown, int left) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("*****Receipts of " + account + ", the latest first*****");
        int number = 0;
        for (Path file : shown) {
            number++;
            lines.add("  " + number + " - " + summary(account, file));
        }
        if (left > 0) {
            lines.add("  and " + left + " earlier ones");
        }
        lines.add(shown.isEmpty() ? "  There are none yet." : "They are in " + folder.directory());
        lines.add("");
        screen.print(Style.PLAIN, lines);
    }

    private String summary(AccountId account, Path file) {
        try {
            return ReceiptText.line(ReceiptVerifier.parse(ReceiptFolder.read(file)), account, session.amounts());
        } catch (MicropayException | UncheckedIOException e) {
            return file.getFileName() + ": " + e.getMessage();
        }
    }

    private void show(Path file) {
        Payment payment = ReceiptVerifier.parse(ReceiptFolder.read(file));
        screen.print("");
        screen.print(Style.PLAIN, ReceiptText.lines(payment, session.amounts()));
        screen.print("File:             " + file);
        try {
            ReceiptVerifier.of(session.serverCertificate()).verify(payment);
            screen.print(Style.GOOD, "The receipt holds: this server signed it.");
        } catch (MicropayException e) {
            screen.print(Style.BAD, "DO NOT RELY ON IT, this server did not sign it: " + e.getMessage());
        }
    }
}
