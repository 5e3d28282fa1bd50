package io.quittance.core.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes configuration files into a directory of a test and reads them. */
final class ConfigurationFiles {

    static final Path INSTALLED_PLUGINS = Path.of("/opt/quittance/plugins");
    static final Map<String, String> ENVIRONMENT = Map.of(
            "OPS_TOKEN", "the-ops-token-value",
            "HOOK", "whsec_c2lnbmluZy1rZXktdmFsdWU=",
            "SITE_KEY", "site-key-value",
            "STORE_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "EMPTY", "");

    private final Path directory;

    ConfigurationFiles(Path directory) {
        this.directory = directory;
    }

    Path write(String name, String content) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfigurationDraft draft(String json) {
        return new ConfigurationLoader(ENVIRONMENT, INSTALLED_PLUGINS).read(write("quittance.json", json));
    }

    GatewayConfig complete(String json) {
        return draft(json).complete(new TestingCatalog());
    }

    /** The lines of all problems, none if the file is right. */
    List<String> problems(String json) {
        return problems(json, new TestingCatalog());
    }

    List<String> problems(String json, ProviderCatalog catalog) {
        try {
            draft(json).complete(catalog);
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }
}
