package io.quittance.site.api;

/** A schema that others name. */
public record Schema(String name, Shape shape) {}
