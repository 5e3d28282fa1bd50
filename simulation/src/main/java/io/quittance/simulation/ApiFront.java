package io.quittance.simulation;

import io.quittance.spi.simulator.Faults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The server that a provider's API stands behind: on loopback, and slow, wrong or away as the faults say. */
final class ApiFront {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);
    private static final long OUTAGE_EVERY_MILLIS = 10_000;
    private static final long LONGEST_BODY = 65_536;

    private final Conditions conditions;
    private final Chance chance;
    private final Pace pace;
    private final Counts counts;
    private final Clock clock;
    private final long startedAt;
    private volatile @Nullable HttpServer server;

    ApiFront(Conditions conditions, Chance chance, Pace pace, Counts counts, Clock clock) {
        this.conditions = conditions;
        this.chance = chance;
        this.pace = pace;
        this.counts = counts;
        this.clock = clock;
        this.startedAt = clock.millis();
    }

    /** Serves a provider's routes. */
    Future<Void> listen(Vertx vertx, SimulatedProvider provider) {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY));
        router.route().handler(this::misbehave);
        provider.route(router);
        return vertx.createHttpServer(new HttpServerOptions().setHost(LOOPBACK).setPort(0))
                .requestHandler(router)
                .listen()
                .onSuccess(listening -> server = listening)
                .mapEmpty();
    }

    /** Where it listens. */
    URI address() {
        HttpServer listening = Objects.requireNonNull(server, "it listens");
        return URI.create("http://" + LOOPBACK + ":" + listening.actualPort());
    }

    Future<Void> close() {
        HttpServer listening = server;
        return listening == null ? Future.succeededFuture() : listening.close();
    }

    private void misbehave(RoutingContext call) {
        counts.apiCalls.incrementAndGet();
        Faults.Api faults = conditions.faults().api();
        boolean wrong = chance.happens(faults.error());
        boolean slow = chance.happens(faults.slow());
        Duration delay = chance.upTo(LONGEST_DELAY);
        if (isAway(faults.outage())) {
            hangUp(call);
        } else if (wrong) {
            answerWrongly(call);
        } else if (slow) {
            pace.pause(delay).onSuccess(paused -> call.next());
        } else {
            call.next();
        }
    }

    /** The outage is the last part of each interval, so that something works at first. */
    private boolean isAway(Duration outage) {
        long intoInterval = (clock.millis() - startedAt) % OUTAGE_EVERY_MILLIS;
        return intoInterval >= OUTAGE_EVERY_MILLIS - outage.toMillis();
    }

    private void answerWrongly(RoutingContext call) {
        switch (chance.below(6)) {
            case 0 -> call.response().setStatusCode(500).end();
            case 1 ->
                call.response().setStatusCode(503).putHeader("Retry-After", "1").end();
            case 2 ->
                call.response().setStatusCode(429).putHeader("Retry-After", "1").end();
            case 3 -> call.response().setStatusCode(502).end("<html><h1>Bad gateway</h1></html>");
            case 4 -> call.response().end("<html><h1>We will be back soon</h1></html>");
            default -> hangUp(call);
        }
    }

    private static void hangUp(RoutingContext call) {
        call.request().connection().close();
    }
}
