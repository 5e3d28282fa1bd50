package io.quittance.site;

import java.util.List;

/**
 * A rendered document.
 *
 * @param source its path in the repository
 * @param body what is its own, as HTML
 * @param headings those below the title, in their order
 * @param passages its text
 * @param drawn whether it has diagrams
 */
public record Page(
        String source, String title, String body, List<Heading> headings, List<Passage> passages, boolean drawn) {

    /** The headings that its list of contents has. */
    public List<Heading> contents() {
        return headings.stream().filter(heading -> heading.level() <= 3).toList();
    }
}
