package io.micropay.architecture.planted.sql.internal.ledger;

import java.sql.Connection;

public final class UsesSql {
    Connection planted;
}
