package io.quittance.core.console;

import static java.util.Objects.requireNonNull;

import io.quittance.core.store.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Styles and scripts. Their names hold a hash of their content, so that a browser may keep them for ever. */
public final class Assets {

    /** The path under which they are. */
    public static final String PATH = "/console/assets/";

    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final List<String> OURS = List.of("console.css", "console.js", "icon.svg");
    private static final int HASH_CHARACTERS = 16;

    private final Map<String, String> hrefs = new HashMap<>();
    private final Map<String, Asset> assets = new HashMap<>();

    private Assets() {}

    /** Something that a browser loads. */
    public record Asset(String mediaType, byte[] content) {}

    /** Reads all from the class path. Blocks. */
    public static Assets load() {
        Assets loaded = new Assets();
        OURS.forEach(name -> loaded.add(name, read(name)));
        Properties versions = versions();
        String htmx = WEBJARS + "htmx.org/" + versions.getProperty("htmx") + "/dist/";
        String uplot = WEBJARS + "uplot/" + versions.getProperty("uplot") + "/dist/";
        loaded.add("htmx.js", read(htmx + "htmx.min.js"));
        loaded.add("uplot.js", read(uplot + "uPlot.iife.min.js"));
        loaded.add("uplot.css", read(uplot + "uPlot.min.css"));
        return loaded;
    }

    /** Where a page finds one. */
    public String href(String name) {
        return requireNonNull(hrefs.get(name), name);
    }

    /** One by its name with the hash; empty if there is none. */
    public Optional<Asset> find(String hashedName) {
        return Optional.ofNullable(assets.get(hashedName));
    }

    private void add(String name, byte[] content) {
        int dot = name.lastIndexOf('.');
        String hashed = name.substring(0, dot) + "-" + hash(content) + name.substring(dot);
        hrefs.put(name, PATH + hashed);
        assets.put(hashed, new Asset(mediaType(name.substring(dot)), content));
    }

    private static String mediaType(String extension) {
        return switch (extension) {
            case ".css" -> "text/css; charset=utf-8";
            case ".svg" -> "image/svg+xml";
            default -> "text/javascript; charset=utf-8";
        };
    }

    private static Properties versions() {
        Properties versions = new Properties();
        try {
            versions.load(new ByteArrayInputStream(read("webjars.properties")));
            return versions;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] read(String source) {
        try (InputStream stream = requireNonNull(Assets.class.getResourceAsStream(source), source)) {
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String hash(byte[] content) {
        return Digests.sha256Hex(content).substring(0, HASH_CHARACTERS);
    }
}
