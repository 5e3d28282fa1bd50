package io.quittance.site.api;

/**
 * A value of a request beside its body, or a header of a response.
 *
 * @param in path, query or header
 */
public record Parameter(String name, String in, boolean required, String description, Shape shape) {}
