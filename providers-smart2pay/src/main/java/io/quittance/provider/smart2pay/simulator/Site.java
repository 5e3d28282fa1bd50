package io.quittance.provider.smart2pay.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.simulation.Chance;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A site of the merchant.
 *
 * @param id its SiteID
 * @param apiKeys its keys, newest first; all of them are in use
 */
record Site(String id, List<String> apiKeys) {

    /** One site with a single key, and one whose key is being replaced; a key may hold a colon. */
    static final List<Site> ALL = List.of(
            new Site("40877", List.of("simulated+key/of:40877")),
            new Site("2041", List.of("newer+simulated+key/2041", "older+simulated+key/2041")));

    /** The header that proves to come from the site, or to be for it, with any of its keys. */
    String authorization(Chance chance) {
        return basic(chance.oneOf(apiKeys));
    }

    /** The header with a key that is not the site's. */
    String forgedAuthorization(Chance chance) {
        return chance.oneOf(basic("guessed"), basic(""), "Bearer guessed", "Basic %%%");
    }

    /** Whose header it is. */
    static Optional<Site> of(String authorization) {
        return ALL.stream()
                .filter(site -> site.apiKeys().stream().map(site::basic).anyMatch(authorization::equals))
                .findFirst();
    }

    private String basic(String apiKey) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + apiKey).getBytes(UTF_8));
    }
}
