package io.micropay.architecture.planted.logging;

import java.util.logging.Logger;

public final class LogsOldStyle {
    Logger planted;
}
