package io.micropay.architecture.planted.crypto.internal.message;

public final class PlantedMessage {}
