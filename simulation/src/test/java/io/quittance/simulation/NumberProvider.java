package io.quittance.simulation;

import io.quittance.spi.simulator.Sale;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A provider whose sales have as many notifications as their amount says, all sent in one step, or each in its own.
 *
 * @param acknowledgement what ends the repeats
 * @param allAtOnce whether there is only one step
 */
record NumberProvider(int acknowledgement, boolean allAtOnce) implements SimulatedProvider {

    @Override
    public JsonObject settings(URI api) {
        return new JsonObject().put("baseUrl", api.toString());
    }

    @Override
    public void route(Router router) {
        router.get("/numbers").handler(call -> call.json(new JsonObject().put("number", 7)));
    }

    @Override
    public List<Step> script(Sale sale, String accountId, Chance chance) {
        if (sale.amount().minorUnits() < 0) {
            throw new IllegalArgumentException("There are no fewer notifications than none");
        }
        List<Letter> letters = IntStream.range(0, (int) sale.amount().minorUnits())
                .mapToObj(number -> letter(sale, accountId, number))
                .toList();
        return allAtOnce
                ? List.of(() -> letters)
                : letters.stream().map(letter -> (Step) () -> List.of(letter)).toList();
    }

    @Override
    public Stranger forge(Letter letter, Chance chance) {
        return new Stranger(
                Letter.of(letter.id(), Map.of(), Map.of("X-Forged", "yes"), new JsonObject().put("forged", true)), 401);
    }

    private static Letter letter(Sale sale, String accountId, int number) {
        String id = sale.reference() + "/" + number;
        return Letter.of(
                id,
                Map.of("account", accountId, "odd", "a b&c"),
                Map.of("Content-Type", "application/json"),
                new JsonObject().put("id", id));
    }
}
