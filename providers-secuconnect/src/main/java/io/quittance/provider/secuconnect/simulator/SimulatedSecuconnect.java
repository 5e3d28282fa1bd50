package io.quittance.provider.secuconnect.simulator;

import io.quittance.simulation.Chance;
import io.quittance.simulation.Letter;
import io.quittance.simulation.SimulatedProvider;
import io.quittance.simulation.Step;
import io.quittance.simulation.Stranger;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** secuconnect, with one shop. */
final class SimulatedSecuconnect implements SimulatedProvider {

    private static final String CLIENT_ID = "simulated-shop";
    private static final String CLIENT_SECRET = "simulated & secret";
    private static final int OK = 200;

    private final Clock clock;
    private final String referenceField;
    private final Books books = new Books();
    private final Pushes pushes;
    private final SecuconnectApi api;

    SimulatedSecuconnect(SimulatorEnvironment environment) {
        this.clock = environment.clock();
        Chance chance = new Chance(environment.seed()).of("secuconnect");
        this.referenceField = chance.oneOf("transactionRef", "merchantRef");
        this.pushes = new Pushes(clock);
        AccessTokens tokens = new AccessTokens(
                CLIENT_ID, CLIENT_SECRET, environment.faults().api().tokenLifetime(), chance.of("tokens"), clock);
        this.api = new SecuconnectApi(books, tokens, referenceField, chance.of("answers"));
    }

    @Override
    public int acknowledgement() {
        return OK;
    }

    @Override
    public JsonObject settings(URI baseUrl) {
        return new JsonObject()
                .put("baseUrl", baseUrl.toString())
                .put("clientId", CLIENT_ID)
                .put("clientSecret", CLIENT_SECRET)
                .put("orderReference", referenceField)
                .put("pushKey", Pushes.KEY)
                .put("pushSignature", "prefer");
    }

    @Override
    public void route(Router router) {
        api.route(router);
    }

    @Override
    public List<Step> script(Sale sale, String accountId, Chance chance) {
        SaleStory story = new SaleStory(
                books, pushes, clock, sale, Pushes.query(accountId, sale.reference()), chance.of("story"));
        return Script.of(sale, story, chance);
    }

    @Override
    public Stranger forge(Letter letter, Chance chance) {
        return pushes.forge(letter, chance);
    }
}
