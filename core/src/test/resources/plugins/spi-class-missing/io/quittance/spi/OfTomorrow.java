package io.quittance.spi;

/** A class of a later SPI; taken out of the jar after compilation. */
public final class OfTomorrow {

    public static final Object NAME = new Object();

    private OfTomorrow() {}
}
