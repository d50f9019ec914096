package io.micropay.architecture.planted.sql.ledger;

import java.sql.Connection;

public final class InnocentStore {
    Connection planted;
}
