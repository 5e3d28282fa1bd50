package io.quittance.site;

import java.nio.file.Path;
import java.util.Locale;

/** Which file of the site a file of the repository becomes, and how one file of the site names another. */
final class Places {
    private static final String INDEX = "README.md";
    private static final String API = "openapi.json";

    private Places() {}

    /** The page of a document. */
    static String page(String source) {
        if (source.equals(INDEX) || source.endsWith("/" + INDEX)) {
            return source.substring(0, source.length() - INDEX.length()) + "index.html";
        }
        if (source.endsWith("/" + API)) {
            return "docs/api-reference.html";
        }
        int name = source.lastIndexOf('/') + 1;
        String stem = source.substring(name, source.lastIndexOf('.')).toLowerCase(Locale.ROOT);
        return source.substring(0, name) + stem + ".html";
    }

    /** The copy of a file that is no page: an image as it is, all else so that a browser shows it. */
    static String copy(String file) {
        return "files/" + file + (isImage(file) ? "" : ".txt");
    }

    static boolean isImage(String file) {
        return file.matches("(?i).*\\.(png|jpe?g|gif|svg|webp)");
    }

    /** The way from one file of the site to another. */
    static String relative(String from, String to) {
        Path target = Path.of(to);
        Path directory = Path.of(from).getParent();
        return (directory == null ? target : directory.relativize(target))
                .toString()
                .replace('\\', '/');
    }

    /** The way from a file of the site to its root: empty, or ends with a slash. */
    static String root(String from) {
        return "../".repeat((int) from.chars().filter(letter -> letter == '/').count());
    }
}
