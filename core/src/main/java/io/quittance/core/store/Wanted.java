package io.quittance.core.store;

/** What a provider is to be asked now. */
public interface Wanted {

    /** The right to ask. */
    Claim claim();

    /** How often in a row there was no answer to go by. */
    int attempts();
}
