package io.micropay.architecture.planted.api;

import io.micropay.architecture.planted.api.internal.crypto.Hidden;

public interface BoundToInternal<T extends Hidden> {
    T planted();
}
