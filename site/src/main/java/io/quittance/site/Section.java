package io.quittance.site;

import java.util.List;

/** A part of the navigation. */
public record Section(String title, List<Entry> entries) {
    private static final int LONG = 20;

    /**
     * A page in the navigation.
     *
     * @param page its place in the site
     */
    public record Entry(String source, String label, String page) {}

    /** Whether its entries are shown on a page: a long list is folded where none of them is looked at. */
    public boolean isOpenAt(String source) {
        return entries.size() <= LONG
                || entries.stream().anyMatch(entry -> entry.source().equals(source));
    }
}
