package io.quittance.site;

import java.util.Set;

/** What becomes a page, before it is known where its links lead. */
public interface Document {

    /** Its path in the repository. */
    String source();

    /** What it is called. */
    String title();

    /** What of it can be linked to. */
    Set<String> anchors();

    /**
     * The page.
     *
     * @param links where the links of this document lead
     */
    Page page(Links links);
}
