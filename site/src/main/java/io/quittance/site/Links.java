package io.quittance.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Where links of one document lead. Files that are no pages are noted, to be copied; what leads nowhere is a problem. */
public final class Links {
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*");

    private final String source;
    private final Map<String, Set<String>> anchors;
    private final Predicate<String> isFile;
    private final Predicate<String> isDirectory;
    private final Set<String> files = new TreeSet<>();
    private final List<String> problems;

    /**
     * The links of a document.
     *
     * @param source the document
     * @param anchors those of every document by its path
     * @param problems takes what is wrong
     */
    Links(String source, Map<String, Set<String>> anchors, Checkout checkout, List<String> problems) {
        this(source, anchors, checkout::hasFile, checkout::hasDirectory, problems);
    }

    Links(
            String source,
            Map<String, Set<String>> anchors,
            Predicate<String> isFile,
            Predicate<String> isDirectory,
            List<String> problems) {
        this.source = source;
        this.anchors = anchors;
        this.isFile = isFile;
        this.isDirectory = isDirectory;
        this.problems = problems;
    }

    /** Where a link leads, as the page says it; nowhere if it is to be shown as text alone, as a directory without a page is. */
    public Optional<String> link(String destination) {
        if (leadsElsewhere(destination)) {
            return Optional.of(destination);
        }
        int mark = destination.indexOf('#');
        String path = mark < 0 ? destination : destination.substring(0, mark);
        String target = path.isEmpty() ? source : resolve(path);
        String index = target.isEmpty() ? "README.md" : target + "/README.md";
        if (anchors.containsKey(target)) {
            return page(destination, target, mark < 0 ? "" : destination.substring(mark + 1));
        }
        if (anchors.containsKey(index)) {
            return page(destination, index, "");
        }
        return isFile.test(target) ? Optional.of(copied(target)) : directory(destination, target);
    }

    /** Where an image is; it has to be a file of the repository. */
    public String image(String destination) {
        String target = leadsElsewhere(destination) ? destination : resolve(destination);
        if (!Places.isImage(target) || !isFile.test(target)) {
            problem("shows " + destination + ", which is no image of the repository");
            return destination;
        }
        return copied(target);
    }

    /** The document itself, as it is written. */
    public String original() {
        return copied(source);
    }

    /** The files that were linked to and are no pages. */
    Set<String> files() {
        return files;
    }

    /** Notes something else that is wrong with the document. */
    void problem(String text) {
        problems.add(source + " " + text);
    }

    static boolean leadsElsewhere(String destination) {
        return ELSEWHERE.matcher(destination).matches();
    }

    private Optional<String> page(String destination, String target, String anchor) {
        if (!anchor.isEmpty() && !Objects.requireNonNull(anchors.get(target)).contains(anchor)) {
            problem("links to " + destination + ": " + target + " has no heading with the anchor #" + anchor);
        }
        String fragment = anchor.isEmpty() ? "" : "#" + anchor;
        boolean isHere = target.equals(source) && !fragment.isEmpty();
        return Optional.of(isHere ? fragment : relative(Places.page(target)) + fragment);
    }

    private Optional<String> directory(String destination, String target) {
        if (target.startsWith("..") || !isDirectory.test(target)) {
            problem("links to " + destination + ", which is not there");
        }
        return Optional.empty();
    }

    private String copied(String file) {
        files.add(file);
        return relative(Places.copy(file));
    }

    private String relative(String place) {
        return Places.relative(Places.page(source), place);
    }

    /** The path from the root of the repository; begins with two dots if it leads out of it. */
    private String resolve(String path) {
        Path directory = Path.of(source).getParent();
        Path target = directory == null ? Path.of(path) : directory.resolve(path);
        return target.normalize().toString().replace('\\', '/');
    }
}
