package io.quittance.provider.secuconnect;

import io.quittance.spi.ProviderException;

/** What is asked of the signature in the query of a push, which the account's own push URLs carry. */
enum SignaturePolicy {
    /** Nothing: it is not looked at, and every push is unverified. */
    OFF,
    /** If there is one, it must be right. */
    PREFER,
    /** There must be a right one. */
    REQUIRE;

    static SignaturePolicy named(String name) {
        return switch (name) {
            case "off" -> OFF;
            case "prefer" -> PREFER;
            case "require" -> REQUIRE;
            default -> throw ProviderException.configuration("/pushSignature is off, prefer or require");
        };
    }
}
