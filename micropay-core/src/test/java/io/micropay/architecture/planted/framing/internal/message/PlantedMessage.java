package io.micropay.architecture.planted.framing.internal.message;

public final class PlantedMessage {}
