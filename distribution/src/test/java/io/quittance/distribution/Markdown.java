package io.quittance.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A document of the repository, as far as tests hold it to what the gateway does. */
record Markdown(Path file, String text) {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]\\n]+]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\\n]+`");

    /**
     * A fenced block.
     *
     * @param introduction the last line before it that is not empty
     */
    record Block(String language, String introduction, String text) {}

    /** The directory of the checkout; tests run in that of their module. */
    static Path checkout() {
        return Path.of("").toAbsolutePath().resolveSibling(".").normalize();
    }

    static Markdown read(String path) throws IOException {
        return read(checkout().resolve(path));
    }

    static Markdown read(Path file) throws IOException {
        return new Markdown(file, Files.readString(file));
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        Matcher fences = FENCE.matcher(text);
        while (fences.find()) {
            List<String> before = text.substring(0, fences.start())
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            blocks.add(new Block(fences.group(1), before.get(before.size() - 1), fences.group(2)));
        }
        return blocks;
    }

    /** Where its links lead, without those in code. */
    List<String> links() {
        return groups(LINK, CODE.matcher(text).replaceAll(""));
    }

    /** What its headings can be linked by. */
    List<String> anchors() {
        return groups(HEADING, text).stream().map(Markdown::anchor).toList();
    }

    /** The first column of the rows under a heading's first table, without code marks. */
    List<String> firstColumn(String heading) {
        String section = text.substring(text.indexOf("\n## " + heading + "\n") + 1);
        return section.lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(row -> row.split("\\|", -1)[1].replace("`", "").strip())
                .toList();
    }

    private static List<String> groups(Pattern pattern, String text) {
        Stream<String> found = pattern.matcher(text).results().map(result -> result.group(1));
        return found.toList();
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
