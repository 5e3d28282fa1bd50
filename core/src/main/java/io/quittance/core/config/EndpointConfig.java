package io.quittance.core.config;

import io.quittance.spi.Secret;
import java.net.URI;

/**
 * Where a merchant is told about events.
 *
 * @param secret in the {@code whsec_} form of Standard Webhooks
 * @param allowPrivate whether plain http and loopback, private and link-local addresses are allowed
 */
public record EndpointConfig(String id, String merchant, URI url, Secret secret, boolean allowPrivate) {}
