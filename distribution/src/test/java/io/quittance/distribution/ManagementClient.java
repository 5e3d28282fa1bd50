package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The management API, as an operator uses it for one merchant. */
record ManagementClient(URI address, String token, String merchant, HttpSender http) {

    Answer get(String pathAndQuery) throws IOException, InterruptedException {
        return http.send(HttpSender.to(address.resolve(pathAndQuery)).header("Authorization", "Bearer " + token));
    }

    int status(String path) throws IOException, InterruptedException {
        return http.send(HttpSender.to(address.resolve(path))).status();
    }

    Answer register(String order, long amount, String currency) throws IOException, InterruptedException {
        return register(order, new JsonObject().put("amount", amount).put("currency", currency));
    }

    Answer register(String order, JsonObject body) throws IOException, InterruptedException {
        return http.send(HttpSender.to(address.resolve(orderPath(order)))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.encode())));
    }

    Answer cancel(String order) throws IOException, InterruptedException {
        return post(orderPath(order) + "/cancel");
    }

    Answer resolve(String id, String note) throws IOException, InterruptedException {
        return http.send(HttpSender.to(address.resolve("/v1/cases/" + id + "/resolve"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(new JsonObject().put("note", note).encode())));
    }

    Answer post(String path) throws IOException, InterruptedException {
        return http.send(HttpSender.to(address.resolve(path))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()));
    }

    JsonObject order(String reference) throws IOException, InterruptedException {
        return found(orderPath(reference));
    }

    String orderStatus(String reference) throws IOException, InterruptedException {
        return order(reference).getString("status");
    }

    List<JsonObject> timeline(String reference) throws IOException, InterruptedException {
        return all(orderPath(reference) + "/timeline?");
    }

    /** All notifications that a query like {@code account=cards&} selects. */
    List<JsonObject> notifications(String query) throws IOException, InterruptedException {
        return all("/v1/notifications?limit=200&" + query);
    }

    /** All cases of the merchant that a query like {@code state=open&} selects. */
    List<JsonObject> cases(String query) throws IOException, InterruptedException {
        return all("/v1/cases?limit=200&merchant=" + merchant + "&" + query);
    }

    /** All events of the merchant, from the first one on. */
    List<JsonObject> events() throws IOException, InterruptedException {
        List<JsonObject> events = new ArrayList<>();
        String feed = "/v1/merchants/" + merchant + "/events?limit=1000";
        JsonObject page = found(feed);
        while (!page.getJsonArray("items").isEmpty()) {
            page.getJsonArray("items").forEach(item -> events.add((JsonObject) item));
            page = found(feed + "&after=" + page.getString("next"));
        }
        return events;
    }

    /** The kinds of the merchant's open cases. */
    List<String> openCases() throws IOException, InterruptedException {
        return cases("state=open&").stream().map(row -> row.getString("kind")).toList();
    }

    private String orderPath(String reference) {
        return "/v1/merchants/" + merchant + "/orders/" + reference;
    }

    private List<JsonObject> all(String query) throws IOException, InterruptedException {
        List<JsonObject> rows = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            JsonObject page = found(cursor == null ? query : query + "&cursor=" + cursor);
            page.getJsonArray("items").forEach(item -> rows.add((JsonObject) item));
            cursor = page.getString("next");
        } while (cursor != null);
        return rows;
    }

    private JsonObject found(String pathAndQuery) throws IOException, InterruptedException {
        Answer answer = get(pathAndQuery);
        assertThat(answer.status()).as(pathAndQuery + " " + answer.text()).isEqualTo(200);
        return answer.json();
    }
}
