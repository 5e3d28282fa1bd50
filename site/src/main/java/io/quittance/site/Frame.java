package io.quittance.site;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is around a page.
 *
 * @param place the place of the page in the site
 * @param original where the document can be read as it is written
 * @param previous the page before it in the navigation
 * @param next the page after it
 */
public record Frame(
        Page page,
        String place,
        String version,
        String original,
        List<Section> sections,
        Section.@Nullable Entry previous,
        Section.@Nullable Entry next) {

    static Frame of(Page page, String version, String original, List<Section> sections) {
        List<Section.Entry> all =
                sections.stream().flatMap(section -> section.entries().stream()).toList();
        int here = all.stream().map(Section.Entry::source).toList().indexOf(page.source());
        return new Frame(
                page,
                Places.page(page.source()),
                version,
                original,
                sections,
                here > 0 ? all.get(here - 1) : null,
                here >= 0 && here < all.size() - 1 ? all.get(here + 1) : null);
    }

    /** The way to the root of the site. */
    public String root() {
        return Places.root(place);
    }

    /** The way to another file of the site. */
    public String to(String other) {
        return Places.relative(place, other);
    }

    /** The section that the page is in. */
    public Optional<Section> section() {
        return sections.stream()
                .filter(section -> section.entries().stream()
                        .anyMatch(entry -> entry.source().equals(page.source())))
                .findFirst();
    }
}
