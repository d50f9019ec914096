package io.micropay.architecture.planted.layers.model;

import io.micropay.architecture.planted.layers.error.ErrorKnowsKeys;

public final class ModelKnowsError {
    ErrorKnowsKeys planted;
}
