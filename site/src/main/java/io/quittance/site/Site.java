package io.quittance.site;

import gg.jte.models.runtime.JteModel;
import gg.jte.output.StringOutput;
import io.quittance.site.templates.StaticTemplates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All files of the site.
 *
 * @param files each by its place
 */
record Site(Map<String, byte[]> files) {
    private static final StaticTemplates TEMPLATES = new StaticTemplates();

    /**
     * The site of some documents.
     *
     * @throws BrokenSite if a link leads nowhere or a document is in no section; it names all of them
     */
    static Site of(Checkout checkout, Navigation navigation, List<? extends Document> documents, String version)
            throws IOException {
        List<String> problems = new ArrayList<>();
        List<Section> sections = navigation.sections(documents, problems);
        Map<String, Set<String>> anchors =
                documents.stream().collect(Collectors.toMap(Document::source, Document::anchors));
        Map<String, byte[]> files = new TreeMap<>(Assets.of(checkout));
        Set<String> copied = new TreeSet<>();
        List<Page> pages = new ArrayList<>();
        for (Document document : documents) {
            Links links = new Links(document.source(), anchors, checkout, problems);
            Page page = document.page(links);
            Frame frame = Frame.of(page, version, links.original(), sections);
            pages.add(page);
            files.put(frame.place(), utf8(html(TEMPLATES.layout(frame))));
            copied.addAll(links.files());
        }
        if (!problems.isEmpty()) {
            throw new BrokenSite(problems);
        }
        for (String file : copied) {
            files.put(Places.copy(file), checkout.bytes(file));
        }
        files.put("assets/search-index.js", utf8(SearchIndex.of(pages)));
        return new Site(files);
    }

    /** Writes it to a directory, which then holds nothing else. */
    void writeTo(Path directory) throws IOException {
        clear(directory);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String html(JteModel model) {
        StringOutput output = new StringOutput();
        model.render(output);
        return output.toString();
    }
}
