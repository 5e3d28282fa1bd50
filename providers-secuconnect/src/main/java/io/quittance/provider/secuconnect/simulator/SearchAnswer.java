package io.quittance.provider.secuconnect.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** A page of what a search found: {@code count} is the number of all matches, whatever the page holds of them. */
final class SearchAnswer {

    private static final int USUAL_SIZE = 20;

    private SearchAnswer() {}

    /**
     * Answers with the page that the parameters {@code offset}, {@code count} and {@code sort} ask for.
     *
     * @param matches the oldest first
     */
    static <T> void send(RoutingContext call, List<T> matches, Function<T, JsonObject> document) {
        List<T> sorted = new ArrayList<>(matches);
        if (call.queryParam("sort").stream().anyMatch(sort -> sort.endsWith(":desc"))) {
            Collections.reverse(sorted);
        }
        JsonArray data = new JsonArray();
        sorted.stream()
                .skip(number(call, "offset", 0))
                .limit(number(call, "count", USUAL_SIZE))
                .forEach(match -> data.add(document.apply(match)));
        call.json(new JsonObject().put("count", matches.size()).put("data", data));
    }

    private static int number(RoutingContext call, String parameter, int usual) {
        return call.queryParam(parameter).stream()
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .findFirst()
                .orElse(usual);
    }
}
