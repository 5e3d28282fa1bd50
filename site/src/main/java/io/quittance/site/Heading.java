package io.quittance.site;

/**
 * A heading of a page.
 *
 * @param level 1 for the title of the page
 */
public record Heading(int level, String text, String anchor) {}
