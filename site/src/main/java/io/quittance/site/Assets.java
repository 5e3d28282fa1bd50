package io.quittance.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/** What pages load beside their text: styles, scripts, the icon. */
final class Assets {
    private static final String CONSOLE = "core/src/main/resources/io/quittance/core/console/";
    private static final String WEBJAR_VERSION = "/META-INF/maven/org.webjars.npm/mermaid/pom.properties";

    private Assets() {}

    /** Each file by its place in the site. */
    static Map<String, byte[]> of(Checkout checkout) throws IOException {
        String styles = properties(checkout.text(CONSOLE + "console.css")) + text("site.css");
        Map<String, byte[]> files = new TreeMap<>();
        files.put("assets/icon.svg", checkout.bytes(CONSOLE + "icon.svg"));
        files.put("assets/site.css", styles.getBytes(StandardCharsets.UTF_8));
        files.put("assets/site.js", resource("site.js"));
        String diagrams = "/META-INF/resources/webjars/mermaid/" + version() + "/";
        files.put("assets/mermaid.min.js", resource(diagrams + "dist/mermaid.min.js"));
        files.put("assets/mermaid.licence.txt", resource(diagrams + "LICENSE"));
        return files;
    }

    /** The scales and colours of the console: its first rule. Both look alike because they are the same. */
    static String properties(String styles) {
        int begin = styles.indexOf(":root {");
        return styles.substring(begin, styles.indexOf('}', begin) + 1) + "\n";
    }

    private static String version() throws IOException {
        Properties webjar = new Properties();
        try (InputStream stream = stream(WEBJAR_VERSION)) {
            webjar.load(stream);
        }
        return webjar.getProperty("version");
    }

    private static String text(String name) throws IOException {
        return new String(resource(name), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = stream(name)) {
            return stream.readAllBytes();
        }
    }

    private static InputStream stream(String name) {
        return Objects.requireNonNull(Assets.class.getResourceAsStream(name), name);
    }
}
