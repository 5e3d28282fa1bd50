package io.quittance.core.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of a gateway whose management is a stand-in. */
final class GatewayFile {

    private GatewayFile() {}

    /** Writes one into a directory, with one token, and without accounts and plugins. */
    static Path write(Path directory, int managementPort, String role, String secret) throws IOException {
        Path plugins = Files.createDirectories(directory.resolve("plugins"));
        JsonObject token = new JsonObject().put("name", "me").put("role", role).put("secret", secret);
        JsonObject management = new JsonObject()
                .put("host", "127.0.0.1")
                .put("port", managementPort)
                .put("tokens", new JsonArray().add(token));
        return Files.writeString(
                directory.resolve("quittance.json"),
                new JsonObject()
                        .put("plugins", new JsonObject().put("directory", plugins.toString()))
                        .put("management", management)
                        .encode());
    }
}
