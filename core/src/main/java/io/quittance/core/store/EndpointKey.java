package io.quittance.core.store;

/** Identifies where a merchant is told about events. */
public record EndpointKey(String merchant, String id) {}
