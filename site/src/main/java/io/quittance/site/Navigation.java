package io.quittance.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which sections there are, and which documents are in them.
 *
 * <p>As text: a line of its own names a section, an indented one a document by its path, or all of a directory as
 * {@code directory/*}, and after {@code |} what it is called here if not by its title.
 */
final class Navigation {
    private static final String PLACE = "site/src/main/resources/io/quittance/site/navigation.txt";

    private final Map<String, List<Line>> sections;

    private record Line(String source, Optional<String> label) {

        static Line of(String text) {
            String[] parts = text.strip().split("\\s*\\|\\s*", 2);
            return new Line(parts[0], parts.length == 1 ? Optional.empty() : Optional.of(parts[1]));
        }

        boolean names(String document) {
            return source.equals(document)
                    || (source.endsWith("/*") && document.startsWith(source.substring(0, source.length() - 1)));
        }
    }

    private Navigation(Map<String, List<Line>> sections) {
        this.sections = sections;
    }

    /** That of the site. */
    static Navigation standard() throws IOException {
        try (InputStream resource = Navigation.class.getResourceAsStream("navigation.txt")) {
            return parse(new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Navigation parse(String text) {
        Map<String, List<Line>> sections = new LinkedHashMap<>();
        List<Line> current = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            if (line.startsWith(" ")) {
                current.add(Line.of(line));
            } else {
                current = sections.computeIfAbsent(line.strip(), title -> new ArrayList<>());
            }
        }
        return new Navigation(sections);
    }

    /**
     * The sections with their documents.
     *
     * @param problems takes each document that is in no section or in two places, and each line that names none
     */
    List<Section> sections(List<? extends Document> documents, List<String> problems) {
        documents.stream()
                .map(Document::source)
                .filter(source -> lines().noneMatch(line -> line.names(source)))
                .forEach(source -> problems.add(source + " is in no section of the navigation; add it to " + PLACE));
        documents.stream()
                .map(Document::source)
                .filter(source -> lines().filter(line -> line.names(source)).count() > 1)
                .forEach(source -> problems.add(PLACE + " names " + source + " twice"));
        lines().map(Line::source)
                .filter(source -> source.endsWith(".md"))
                .filter(source -> documents.stream()
                        .noneMatch(document -> document.source().equals(source)))
                .forEach(source -> problems.add(PLACE + " names " + source + ", which is no document"));
        return sections.entrySet().stream()
                .map(section -> new Section(section.getKey(), entries(section.getValue(), documents)))
                .toList();
    }

    private Stream<Line> lines() {
        return sections.values().stream().flatMap(List::stream);
    }

    private static List<Section.Entry> entries(List<Line> lines, List<? extends Document> documents) {
        return lines.stream()
                .flatMap(line -> documents.stream()
                        .filter(document -> line.names(document.source()))
                        .map(document -> entry(line, document)))
                .toList();
    }

    private static Section.Entry entry(Line line, Document document) {
        return new Section.Entry(
                document.source(), line.label().orElse(document.title()), Places.page(document.source()));
    }
}
