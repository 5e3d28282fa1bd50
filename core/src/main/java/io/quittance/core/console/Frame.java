package io.quittance.core.console;

import org.jspecify.annotations.Nullable;

/**
 * What is around every page.
 *
 * @param title of the page
 * @param section which the navigation marks; null: none
 * @param visitor null: nobody is signed in
 * @param here path and query of the page
 */
public record Frame(
        String title, @Nullable Section section, @Nullable Visitor visitor, Theme theme, String here, Assets assets) {

    /** Whether the navigation marks this one. */
    public boolean isIn(Section other) {
        return section == other;
    }
}
