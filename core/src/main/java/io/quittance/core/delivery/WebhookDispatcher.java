package io.quittance.core.delivery;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.quittance.core.config.EndpointConfig;
import io.quittance.core.store.DeliveryOutcome;
import io.quittance.core.store.DeliveryState;
import io.quittance.core.store.DeliveryStore;
import io.quittance.core.store.DeliveryWork;
import io.quittance.core.store.EndpointKey;
import io.quittance.core.store.EndpointStore;
import io.quittance.core.store.GroupCommit;
import io.quittance.core.store.Repeatedly;
import io.quittance.core.store.WireNames;
import io.quittance.core.telemetry.FailureStreak;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.NotificationLines;
import io.quittance.core.telemetry.Telemetry;
import io.quittance.core.trace.Traceparent;
import io.quittance.core.trace.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Delivers events to the endpoints of their merchants, those of an order one after the other. Woken by whoever knows that
 * there is work, and by a slow poll as the net under lost wake-ups.
 */
public final class WebhookDispatcher extends VerticleBase {

    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookDispatcher.class);

    private static final GroupCommit.Limits OUTCOMES = new GroupCommit.Limits(64, 1, Integer.MAX_VALUE);
    private static final long POLL_MILLIS = 500;
    private static final long MEASURE_MILLIS = 5_000;
    private static final long REPEAT_MILLIS = 1_000;
    private static final long DRAIN_MILLIS = 2_000;

    private final Map<EndpointKey, EndpointLane> lanes;
    private final EndpointStore endpoints;
    private final DeliveryStore deliveries;
    private final WebhookClient client;
    private final GatewayMetrics metrics;
    private final Tracing tracing;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();
    private final DeliveryPlanner planner;
    private final SingleRun planning = new SingleRun(this::plan);
    private final SingleRun claiming = new SingleRun(this::claim);
    private final WakeUp wakeUp = new WakeUp(this::work);
    private final GroupCommit<DeliveryOutcome, Integer> outcomes;
    private final Promise<Void> drained = Promise.promise();
    private int underWay;
    private final FailureStreak streak = new FailureStreak();
    private boolean stopping;

    /**
     * Delivers to these endpoints.
     *
     * @param client is closed with this
     */
    public WebhookDispatcher(
            List<EndpointConfig> configs,
            EndpointStore endpoints,
            DeliveryStore deliveries,
            WebhookClient client,
            Telemetry telemetry,
            Clock clock) {
        this.lanes = configs.stream()
                .map(EndpointLane::of)
                .collect(Collectors.toUnmodifiableMap(EndpointLane::key, Function.identity()));
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.client = client;
        this.metrics = telemetry.metrics();
        this.tracing = telemetry.tracing();
        this.clock = clock;
        this.planner = new DeliveryPlanner(endpoints, List.copyOf(lanes.keySet()), clock);
        this.outcomes = new GroupCommit<>(
                OUTCOMES,
                outcome -> outcome.work().endpoint().id(),
                this::record,
                failure -> false,
                (entries, took) -> {});
    }

    /** Completes when the endpoints are known, so that what comes from then on is theirs. */
    @Override
    public Future<?> start() {
        if (lanes.isEmpty()) {
            return Future.succeededFuture();
        }
        wakeUp.on(context);
        vertx.setPeriodic(POLL_MILLIS, tick -> work());
        vertx.setPeriodic(MEASURE_MILLIS, tick -> measure());
        return planner.register().otherwiseEmpty().onComplete(known -> work());
    }

    /** Says that there are new events or deliveries; may be called from anywhere, and as often as there are. */
    public void wake() {
        wakeUp.call();
    }

    /** Takes on nothing new, and waits for what is under way, but not for long: what it leaves is delivered again. */
    @Override
    public Future<?> stop() {
        stopping = true;
        vertx.setTimer(DRAIN_MILLIS, late -> drained.tryComplete());
        endIfDrained();
        return drained.future().eventually(client::close);
    }

    private void work() {
        planning.run();
        claiming.run();
    }

    private Future<Boolean> plan() {
        return stopping ? Future.succeededFuture(false) : planner.plan().onSuccess(planned -> claiming.run());
    }

    private Future<Boolean> claim() {
        Instant now = clock.instant();
        Map<EndpointKey, Integer> room = new HashMap<>();
        lanes.forEach((key, lane) -> room.put(key, lane.circuit().room(now)));
        room.values().removeIf(places -> places == 0);
        if (stopping || room.isEmpty()) {
            return Future.succeededFuture(false);
        }
        return deliveries
                .claim(room, now)
                .onSuccess(claimed -> claimed.forEach(this::deliver))
                .onComplete(streak.telling((failure, times) -> LOGGER.atWarn()
                        .addKeyValue("reason", String.valueOf(failure.getMessage()))
                        .addKeyValue("times", times)
                        .log("Deliveries cannot be claimed and are asked for again")))
                .map(claimed -> !claimed.isEmpty())
                .onComplete(done -> vertx.runOnContext(later -> endIfDrained()));
    }

    private void deliver(DeliveryWork work) {
        EndpointLane lane =
                requireNonNull(lanes.get(work.endpoint()), "only endpoints that are configured are claimed");
        lane.circuit().began();
        underWay++;
        AttemptSpan span = AttemptSpan.begin(tracing, lane.config(), work);
        client.post(lane.config(), work, span.context())
                .onSuccess(span::end)
                .onSuccess(attempt -> note(lane, attempt))
                .map(attempt -> outcome(work, attempt))
                .compose(this::keep)
                .onFailure(failure -> LOGGER.atWarn()
                        .addKeyValue("endpoint", work.endpoint().id())
                        .addKeyValue("reason", String.valueOf(failure.getMessage()))
                        .log("What came of a delivery could not be written; it is delivered again"))
                .onComplete(done -> {
                    lane.circuit().ended();
                    underWay--;
                    claiming.run();
                    endIfDrained();
                });
    }

    private void note(EndpointLane lane, Attempt attempt) {
        String endpoint = lane.config().id();
        metrics.deliveryAttempted(endpoint, attempt.status(), attempt.took());
        if (attempt.delivered()) {
            if (lane.circuit().succeeded()) {
                LOGGER.atInfo().addKeyValue("endpoint", endpoint).log("An endpoint takes events again");
            }
        } else if (lane.circuit().failed(clock.instant())) {
            LOGGER.atWarn()
                    .addKeyValue("endpoint", endpoint)
                    .addKeyValue("reason", attempt.error())
                    .log("An endpoint fails; one delivery at a time finds out when it is back");
        }
    }

    private DeliveryOutcome outcome(DeliveryWork work, Attempt attempt) {
        Instant first = Objects.requireNonNullElse(work.firstAttemptAt(), attempt.at());
        Optional<Instant> next = attempt.delivered()
                ? Optional.empty()
                : DeliverySchedule.next(work.attempts() + 1, first, clock.instant(), random);
        DeliveryState state = attempt.delivered()
                ? DeliveryState.DELIVERED
                : next.isPresent() ? DeliveryState.RETRYING : DeliveryState.DEAD;
        return new DeliveryOutcome(
                work,
                state,
                attempt.at(),
                next.orElse(null),
                attempt.status(),
                attempt.error(),
                attempt.appendedTo(work.log()));
    }

    /** Outlasts an outage of the store, so that it makes no duplicates. */
    private Future<Integer> keep(DeliveryOutcome outcome) {
        return Repeatedly.until(() -> outcomes.submit(outcome)
                        .map(Optional::of)
                        .recover(failure -> stopping
                                ? Future.failedFuture(failure)
                                : vertx.timer(REPEAT_MILLIS, MILLISECONDS).map(Optional.empty())))
                .onSuccess(freed -> count(outcome));
    }

    private Future<List<Integer>> record(List<DeliveryOutcome> batch) {
        return deliveries.record(batch, clock.instant()).map(freed -> Collections.nCopies(batch.size(), freed));
    }

    private void count(DeliveryOutcome outcome) {
        DeliveryWork work = outcome.work();
        metrics.deliveryEnded(work.endpoint().id(), WireNames.of(outcome.state()));
        if (outcome.state() == DeliveryState.DELIVERED) {
            metrics.delivered(Duration.between(work.eventAt(), clock.instant()));
        } else if (outcome.state() == DeliveryState.DEAD) {
            about(outcome, LOGGER.atWarn()).log("A delivery failed for three days and is given up");
        } else {
            about(outcome, LOGGER.atInfo()).log("A delivery failed and is tried again");
        }
    }

    private static LoggingEventBuilder about(DeliveryOutcome outcome, LoggingEventBuilder line) {
        LoggingEventBuilder facts = line.addKeyValue(
                        "endpoint", outcome.work().endpoint().id())
                .addKeyValue("delivery", outcome.work().id())
                .addKeyValue("attempt", outcome.work().attempts() + 1)
                .addKeyValue("reason", outcome.error());
        return NotificationLines.traced(
                facts, Traceparent.parse(outcome.work().traceparent()).orElse(null));
    }

    private void measure() {
        endpoints
                .waiting(lanes.keySet())
                .onSuccess(all -> all.forEach(waiting -> metrics.deliveriesWaiting(
                        waiting.endpoint().id(), waiting.deliveries(), Duration.ofSeconds(waiting.oldestSeconds()))))
                .onFailure(failure -> LOGGER.atDebug().log("Waiting deliveries cannot be counted"));
    }

    private void endIfDrained() {
        if (stopping && underWay == 0 && !claiming.isRunning()) {
            drained.tryComplete();
        }
    }
}
