package io.quittance.distribution;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A shop whose merchants have an account of Acme as well. A merchant may expect to hear of its provider often.
 *
 * @param acme the files of Acme's plugin
 * @param silences the longest normal silence of the cards of merchants
 */
record CaseShop(Shop shop, Map<String, String> acme, Map<String, Duration> silences) {
    private static final String PLUGINS = "plugins";

    CaseShop(Shop shop, Map<String, String> acme) {
        this(shop, acme, Map.of());
    }

    /** Starts a gateway on it, which need not be ready yet. */
    RunningShop start(Path directory) throws IOException {
        Path plugins = Files.createDirectories(directory.resolve(PLUGINS));
        copyPlugins(plugins);
        new PluginBuild(directory.resolve("acme")).jar(acme, plugins.resolve("acme.jar"));
        String file = shop.write(directory);
        Files.writeString(Path.of(file), configuration().encode());
        return new RunningShop(shop, GatewayProcess.start(directory, "serve", "--config", file));
    }

    private static void copyPlugins(Path plugins) throws IOException {
        try (Stream<Path> jars = Files.list(GatewayProcess.HOME.resolve(PLUGINS))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, plugins.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private JsonObject configuration() {
        JsonObject configuration = shop.configuration().put(PLUGINS, new JsonObject().put("directory", PLUGINS));
        JsonArray accounts = configuration.getJsonArray("accounts");
        accounts.stream().map(JsonObject.class::cast).forEach(account -> {
            Duration silence = silences.get(account.getString("merchant"));
            if (silence != null && account.getString("provider").equals("smart2pay")) {
                account.put("expectEvery", silence.toString());
            }
        });
        shop.merchants().forEach(merchant -> accounts.add(acme(merchant)));
        return configuration;
    }

    private JsonObject acme(String merchant) {
        JsonObject settings = new JsonObject()
                .put("baseUrl", shop.secuconnect().toString())
                .put("apiKey", "key")
                .put("signingKey", List.of(CaseStage.ACME_KEY));
        return new JsonObject()
                .put("id", merchant + "-acme")
                .put("merchant", merchant)
                .put("provider", "acme")
                .put("path", ProviderClient.acmePath(merchant))
                .put("settings", settings);
    }
}
