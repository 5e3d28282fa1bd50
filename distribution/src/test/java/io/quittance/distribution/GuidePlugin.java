package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Acme, the provider that the guide for plugin authors builds. */
final class GuidePlugin {
    static final String SIGNATURE = "X-Acme-Signature";

    private static final Pattern FILE = Pattern.compile("`(src/(main|test)/[^`]+)`:");
    private static final String ALGORITHM = "HmacSHA256";

    private GuidePlugin() {}

    /** The files of the plugin's project by their paths, as the guide shows them. */
    static Map<String, String> files() throws IOException {
        Map<String, String> files = filesWithTests();
        files.keySet().removeIf(path -> path.startsWith("src/test/"));
        assertThat(files).hasSize(4);
        return files;
    }

    /** The same with the tests of the plugin. */
    static Map<String, String> filesWithTests() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (Markdown.Block block : Markdown.read("docs/writing-a-provider.md").blocks()) {
            Matcher path = FILE.matcher(block.introduction());
            if (path.matches()) {
                files.put(path.group(1), block.text());
            }
        }
        assertThat(files).hasSize(6);
        return files;
    }

    /** What Acme sends in the header {@link #SIGNATURE}. */
    static String signature(String key, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }
}
