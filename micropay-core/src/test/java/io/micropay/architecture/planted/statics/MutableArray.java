package io.micropay.architecture.planted.statics;

@SuppressWarnings("MutablePublicArray")
public final class MutableArray {
    public static final int[] PLANTED = {};
    public static final int INNOCENT = 1;
}
