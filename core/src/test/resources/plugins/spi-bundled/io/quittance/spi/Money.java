package io.quittance.spi;

/** A plugin's own copy of a class of the SPI. */
public final class Money {}
