package io.quittance.site.api;

import org.jspecify.annotations.Nullable;

/** What a request or a response carries, in one media type. */
public record Body(String mediaType, Shape shape, @Nullable String example) {}
