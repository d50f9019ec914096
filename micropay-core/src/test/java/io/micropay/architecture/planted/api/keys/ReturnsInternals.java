package io.micropay.architecture.planted.api.keys;

import io.micropay.architecture.planted.api.internal.crypto.Hidden;
import java.util.List;
import java.util.Map;

public interface ReturnsInternals {
    List<Map<String, ? extends Hidden[]>> planted();
}
