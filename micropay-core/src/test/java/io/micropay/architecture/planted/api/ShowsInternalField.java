package io.micropay.architecture.planted.api;

import io.micropay.architecture.planted.api.internal.crypto.Hidden;

public class ShowsInternalField {
    protected Hidden planted;
}
