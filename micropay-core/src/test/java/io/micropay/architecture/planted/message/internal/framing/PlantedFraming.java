package io.micropay.architecture.planted.message.internal.framing;

public final class PlantedFraming {}
