package io.quittance.site;

import org.jspecify.annotations.Nullable;

/**
 * What stands under one heading, for those who search.
 *
 * @param heading null before the first one below the title
 * @param text without marks
 */
public record Passage(@Nullable Heading heading, String text) {}
