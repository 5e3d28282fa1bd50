package com.example.acme;

import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp;
import io.quittance.spi.Secret;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Acme's API: JSON over HTTP, with a key. */
final class AcmeApi {

    private final String baseUrl;
    private final Secret key;
    private final ProviderHttp http;

    AcmeApi(String baseUrl, Secret key, ProviderHttp http) {
        this.baseUrl = baseUrl;
        this.key = key;
        this.http = http;
    }

    /** The object at a path; empty if Acme does not know it. */
    Future<Optional<JsonObject>> get(String pathAndQuery) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + key.newest());
        return http.send(ProviderHttp.Request.get(URI.create(baseUrl + pathAndQuery), headers))
                .map(AcmeApi::object);
    }

    private static Optional<JsonObject> object(ProviderHttp.Response answer) {
        return switch (answer.status()) {
            case 200 -> Optional.of(json(answer));
            case 404 -> Optional.empty();
            case 401, 403 -> throw ProviderException.configuration("Acme refuses the API key");
            case 408, 429, 500, 502, 503, 504 ->
                throw ProviderException.temporary("Acme answers with status " + answer.status());
            default -> throw ProviderException.permanent("Acme answers with status " + answer.status());
        };
    }

    private static JsonObject json(ProviderHttp.Response answer) {
        try {
            return new JsonObject(answer.body());
        } catch (DecodeException | ClassCastException e) { // a proxy's page, or JSON that is no object
            throw ProviderException.temporary("Acme answers without a JSON object");
        }
    }
}
