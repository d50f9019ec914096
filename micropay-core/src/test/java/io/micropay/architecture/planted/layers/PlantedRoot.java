package io.micropay.architecture.planted.layers;

public final class PlantedRoot {}
