package io.micropay.architecture.planted.api.internal.crypto;

public class Hidden {}
