package io.quittance.core.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.spi.PaymentProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The project of a new provider: the template, with names and versions put in. */
public final class ProviderProject {

    private static final String MAIN = "src/main/java/com/example/acme/";
    private static final String TEST = "src/test/java/com/example/acme/";
    private static final String RECORDED = "src/test/resources/com/example/acme/";

    /** In the order in which an author meets them. */
    private static final List<String> FILES = List.of(
            "README.md",
            "pom.xml",
            ".gitignore",
            "src/main/resources/com/example/acme/settings.schema.json",
            "src/main/resources/META-INF/services/io.quittance.spi.PaymentProviderFactory",
            MAIN + "AcmeProviderFactory.java",
            MAIN + "AcmeProvider.java",
            MAIN + "AcmeSignature.java",
            MAIN + "AcmeNotification.java",
            MAIN + "AcmePayment.java",
            MAIN + "AcmeStatus.java",
            MAIN + "AcmeLookup.java",
            MAIN + "AcmeApi.java",
            MAIN + "Fields.java",
            TEST + "AcmeConformanceTest.java",
            TEST + "AcmeProviderTest.java",
            TEST + "Recordings.java",
            "src/test/resources/META-INF/services/io.quittance.spi.testing.conformance.ConformanceSubject",
            RECORDED + "reserved.json",
            RECORDED + "batch.json",
            RECORDED + "refund.json",
            RECORDED + "api-pay_7.json",
            RECORDED + "api-pay_8.json");

    private static final Pattern CLASS = Pattern.compile("src/main/java/.*/Acme(\\w+)\\.java");
    private static final Pattern WORD =
            Pattern.compile("com\\.example\\.acme|com/example/acme|Acme|ACME|acme|@version@");

    private final ProviderNames names;
    private final String version;

    /**
     * The project of a provider.
     *
     * @param version of Quittance, which the project is built with
     */
    public ProviderProject(ProviderNames names, String version) {
        FILES.forEach(file -> requireOwnName(file, names));
        this.names = names;
        this.version = version;
    }

    /** What the project's directory is called by default. */
    public String directory() {
        return names.provider() + "-provider";
    }

    /** The jar that its build makes, by its path in the project. */
    public String jar() {
        return "target/" + names.provider() + "-provider-1.0.0.jar";
    }

    /** The texts of all files by their paths in the project. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        FILES.forEach(path -> files.put(filled(path), filled(template(path))));
        return files;
    }

    private String filled(String text) {
        return WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(replacement(word.group())));
    }

    private String replacement(String word) {
        return switch (word) {
            case "com.example.acme" -> names.packageName();
            case "com/example/acme" -> names.packageName().replace('.', '/');
            case "Acme" -> names.classPrefix();
            case "ACME" -> names.variablePrefix();
            case "acme" -> names.provider();
            case "@version@" -> version;
            default -> throw new IllegalStateException(word);
        };
    }

    /** A class of the project that is called like one of the SPI could not be told from it. */
    private static void requireOwnName(String file, ProviderNames names) {
        Matcher type = CLASS.matcher(file);
        if (type.matches()) {
            String simpleName = names.classPrefix() + type.group(1);
            String ofSpi = PaymentProvider.class.getPackageName().replace('.', '/') + "/" + simpleName + ".class";
            if (PaymentProvider.class.getClassLoader().getResource(ofSpi) != null) {
                throw new TemplateException(
                        "NAME is \"" + names.provider() + "\", and the SPI has a class " + simpleName
                                + " already; allowed is every other name, for example " + names.provider() + "-pay");
            }
        }
    }

    private static String template(String path) {
        // Tools would take a file with the dot for theirs.
        String name = path.equals(".gitignore") ? "gitignore" : path;
        try (InputStream file = resource("provider/" + name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The jar cannot be read", e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ProviderProject.class.getResourceAsStream(name), name);
    }
}
