package io.quittance.site;

import java.util.List;

/** What is wrong with the documents, all of it at once. */
public final class BrokenSite extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenSite(List<String> problems) {
        super("the documents make no site:\n" + String.join("\n", problems));
    }
}
