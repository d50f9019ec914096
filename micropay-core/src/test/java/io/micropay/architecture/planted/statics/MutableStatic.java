package io.micropay.architecture.planted.statics;

@SuppressWarnings("NonFinalStaticField")
public final class MutableStatic {
    public static int planted;
    static int innocent;
}
