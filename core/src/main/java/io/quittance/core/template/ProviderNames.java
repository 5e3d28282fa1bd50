package io.quittance.core.template;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * What a provider and everything of its project are called.
 *
 * @param provider the name by which configuration refers to it
 * @param packageName the Java package of its classes
 */
public record ProviderNames(String provider, String packageName) {

    // Narrower than what a plugin may be called: classes and a package are named after it.
    private static final Pattern PROVIDER = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_PROVIDER = 50;
    private static final Pattern PACKAGE = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)*");
    private static final int LONGEST_PACKAGE = 150;

    public ProviderNames {
        if (!PROVIDER.matcher(provider).matches() || provider.length() > LONGEST_PROVIDER) {
            throw new TemplateException(
                    "NAME is \"" + provider + "\"; allowed are lower-case letters, digits and single"
                            + " dashes between them, a letter first, at most " + LONGEST_PROVIDER
                            + " characters, for example acme-pay");
        }
        if (!PACKAGE.matcher(packageName).matches()
                || !SourceVersion.isName(packageName, SourceVersion.RELEASE_17)
                || packageName.length() > LONGEST_PACKAGE) {
            throw new TemplateException(
                    "--package is \"" + packageName + "\"; allowed are names with dots between them,"
                            + " of lower-case letters, digits and underscores, none of them a word of Java, at most "
                            + LONGEST_PACKAGE + " characters, for example com.example.acmepay");
        }
    }

    /**
     * Names for a provider.
     *
     * @param packageName empty: one of com.example
     */
    public static ProviderNames of(String provider, Optional<String> packageName) {
        return new ProviderNames(provider, packageName.orElseGet(() -> "com.example." + provider.replace("-", "")));
    }

    /** What each of its classes begins with: {@code AcmePay} for {@code acme-pay}. */
    String classPrefix() {
        return Arrays.stream(provider.split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** What each of its environment variables begins with: {@code ACME_PAY} for {@code acme-pay}. */
    String variablePrefix() {
        return provider.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
