package io.micropay.architecture.planted.api;

import io.micropay.architecture.planted.api.internal.crypto.HiddenException;

public interface ThrowsInternal {
    void planted() throws HiddenException;
}
