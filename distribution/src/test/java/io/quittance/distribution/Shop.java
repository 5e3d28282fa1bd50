package io.quittance.distribution;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The configuration of a gateway whose merchants have one account of each provider.
 *
 * @param secuconnect where the API of secuconnect is
 */
record Shop(TestStore store, URI secuconnect, List<String> merchants, Secrets secrets) {
    static final String MERCHANT = "shop";
    static final URI NOBODY = URI.create("http://127.0.0.1:9");

    private static final String BINARIES = "data/postgres/binaries";
    private static final Path SHARED_BINARIES =
            Path.of("target", "postgres-binaries").toAbsolutePath();

    /** What nobody else may learn. */
    record Secrets(String token, String apiKey, String clientSecret) {
        static final Secrets USUAL = new Secrets("the-operators-token", Seeds.API_KEY, "clients-secret");
    }

    static Shop with(TestStore store, URI secuconnect) {
        return new Shop(store, secuconnect, List.of(MERCHANT), Secrets.USUAL);
    }

    static Shop with(TestStore store) {
        return with(store, NOBODY);
    }

    static String cards(String merchant) {
        return merchant + "-cards";
    }

    static String secu(String merchant) {
        return merchant + "-secu";
    }

    /** Starts a gateway on it, which need not be ready yet. */
    RunningShop start(Path directory) throws IOException {
        return new RunningShop(this, GatewayProcess.start(directory, "serve", "--config", write(directory)));
    }

    /** Writes the file and gives its name. */
    String write(Path directory) throws IOException {
        shareBinaries(directory);
        return Files.writeString(
                        directory.resolve("quittance.json"), configuration().encodePrettily())
                .toString();
    }

    /** Unpacking Postgres anew for each gateway would take longer than most tests. */
    static void shareBinaries(Path directory) throws IOException {
        Path binaries = directory.resolve(BINARIES);
        if (!Files.exists(binaries)) {
            Files.createDirectories(SHARED_BINARIES);
            Files.createDirectories(binaries.getParent());
            Files.createSymbolicLink(binaries, SHARED_BINARIES);
        }
    }

    JsonObject configuration() {
        JsonArray accounts = new JsonArray();
        for (String merchant : merchants) {
            accounts.add(
                    account(cards(merchant), merchant, "smart2pay", ProviderClient.smart2payPath(merchant), cards()));
            accounts.add(
                    account(secu(merchant), merchant, "secuconnect", ProviderClient.secuconnectPath(merchant), secu()));
        }
        return GatewayFile.of(store, secrets.token(), accounts);
    }

    private JsonObject cards() {
        JsonObject site = new JsonObject().put("siteId", Seeds.SITE).put("apiKey", secrets.apiKey());
        return new JsonObject().put("sites", new JsonArray().add(site));
    }

    private JsonObject secu() {
        return new JsonObject()
                .put("baseUrl", secuconnect.toString())
                .put("clientId", "client")
                .put("clientSecret", secrets.clientSecret());
    }

    private static JsonObject account(String id, String merchant, String provider, String path, JsonObject settings) {
        return new JsonObject()
                .put("id", id)
                .put("merchant", merchant)
                .put("provider", provider)
                .put("path", path)
                .put("settings", settings);
    }
}
