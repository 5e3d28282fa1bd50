package io.quittance.simulation;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway that answers as a test says: the queued codes first, then always the same; 401 to forged, 400 to malformed. */
final class StandInGateway {

    /** A request that came. */
    record Received(String uri, String id) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    private final int usual;
    private final Deque<Integer> answers = new ArrayDeque<>();
    private volatile boolean gullible;
    private final HttpServer server;

    private StandInGateway(Vertx vertx, int usual) {
        this.usual = usual;
        this.server = vertx.createHttpServer().requestHandler(this::take);
    }

    static StandInGateway start(Vertx vertx, int usual) {
        StandInGateway gateway = new StandInGateway(vertx, usual);
        gateway.server.listen(0, "127.0.0.1").await();
        return gateway;
    }

    /** From now on nobody is refused. */
    void believeEverybody() {
        gullible = true;
    }

    synchronized void answerFirst(Integer... statuses) {
        answers.addAll(Arrays.asList(statuses));
    }

    URI intake() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/pay/shop");
    }

    List<String> ids() {
        return received.stream().map(Received::id).toList();
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            int status = status(request, body);
            request.response()
                    .setStatusCode(status)
                    .putHeader("Location", "/elsewhere")
                    .end();
        });
    }

    private synchronized int status(HttpServerRequest request, Buffer body) {
        if (request.getHeader("X-Forged") != null) {
            received.add(new Received(request.uri(), "forged"));
            return gullible ? usual : 401;
        }
        String id = id(body);
        received.add(new Received(request.uri(), id));
        if (id.equals("malformed")) {
            return gullible ? usual : 400;
        }
        Integer queued = answers.poll();
        return queued == null ? usual : queued;
    }

    private static String id(Buffer body) {
        try {
            String id = new JsonObject(body).getString("id", "malformed");
            return id.startsWith("order-") ? id : "malformed";
        } catch (DecodeException | ClassCastException e) {
            return "malformed";
        }
    }

    Future<Void> close() {
        return server.close();
    }
}
