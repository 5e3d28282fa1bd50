package io.quittance.spi.testing.conformance;

/**
 * Two notifications of one provider: the second repeats the first, or tells something new, as the list says in which the
 * pair stands.
 */
public record Change(Recording before, Recording after) {}
