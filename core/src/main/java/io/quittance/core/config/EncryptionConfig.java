package io.quittance.core.config;

import io.quittance.spi.Secret;

/**
 * How what senders wrote is sealed in the store.
 *
 * @param keys each 32 bytes in base64; the first seals, all open
 * @param seals whether what is stored from now on is sealed; otherwise the keys only open what was
 */
public record EncryptionConfig(Secret keys, boolean seals) {}
