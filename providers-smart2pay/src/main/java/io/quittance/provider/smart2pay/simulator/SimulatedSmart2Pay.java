package io.quittance.provider.smart2pay.simulator;

import io.quittance.simulation.Chance;
import io.quittance.simulation.Letter;
import io.quittance.simulation.SimulatedProvider;
import io.quittance.simulation.Step;
import io.quittance.simulation.Stranger;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Smart2Pay, with one merchant who has two sites. */
final class SimulatedSmart2Pay implements SimulatedProvider {

    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;

    private final Clock clock;
    private final Books books = new Books();
    private final Smart2PayApi api;

    SimulatedSmart2Pay(SimulatorEnvironment environment) {
        this.clock = environment.clock();
        this.api = new Smart2PayApi(books, new Chance(environment.seed()).of("smart2pay"));
    }

    @Override
    public int acknowledgement() {
        return NO_CONTENT;
    }

    @Override
    public JsonObject settings(URI baseUrl) {
        JsonArray sites = new JsonArray();
        Site.ALL.forEach(site -> sites.add(new JsonObject()
                .put("siteId", site.id())
                .put("apiKey", site.apiKeys().size() == 1 ? site.apiKeys().get(0) : new JsonArray(site.apiKeys()))));
        return new JsonObject()
                .put("sites", sites)
                .put("baseUrl", baseUrl + "/" + BackEnd.ALTERNATIVE.path())
                .put("cardBaseUrl", baseUrl + "/" + BackEnd.CARD.path())
                .put("orderReferencePattern", "^(.+)-[0-9]+$")
                .put("merchantTransactionIdTemplate", "{reference}-{attempt}");
    }

    @Override
    public void route(Router router) {
        api.route(router);
    }

    /**
     * What will happen in the life of a sale.
     *
     * @throws IllegalArgumentException if the amount, or what is refunded of it, is no whole number of hundredths
     */
    @Override
    public List<Step> script(Sale sale, String accountId, Chance chance) {
        PaymentMethod method = Script.method(sale.life(), chance);
        SaleStory story = new SaleStory(books, clock, sale, method, chance.of("story"));
        return Script.of(sale, method, story, chance);
    }

    /** Somebody who does not have the key says the same. */
    @Override
    public Stranger forge(Letter letter, Chance chance) {
        Map<String, String> headers = new HashMap<>(letter.headers());
        if (chance.happens(0.2)) {
            headers.remove("Authorization");
        } else {
            headers.put("Authorization", chance.oneOf(Site.ALL).forgedAuthorization(chance));
        }
        return new Stranger(new Letter(letter.id(), letter.query(), headers, letter.body()), UNAUTHORIZED);
    }
}
