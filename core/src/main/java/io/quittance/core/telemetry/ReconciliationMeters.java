package io.quittance.core.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of reconciliation. What is measured of every item is looked for once. */
final class ReconciliationMeters {

    private static final String ACCOUNT = "account";

    private final MeterRegistry registry;
    private final MeterProvider<Counter> retries;
    private final Map<String, OfAccount> accounts = new ConcurrentHashMap<>();

    ReconciliationMeters(MeterRegistry registry) {
        this.registry = registry;
        this.retries = Counter.builder(Meters.RECONCILIATION_RETRIES).withRegistry(registry);
    }

    void reconciled(String account, ReconciliationResult result) {
        of(account).subjects(result).increment();
    }

    void itemEnded(String account, ItemOutcome outcome, Duration sinceReceived) {
        of(account).delay(outcome).record(sinceReceived);
    }

    void retried(String account, String reason) {
        retries.withTags(ACCOUNT, account, "reason", reason).increment();
    }

    private OfAccount of(String account) {
        return accounts.computeIfAbsent(account, OfAccount::new);
    }

    private final class OfAccount {

        private final String account;
        private final Map<ReconciliationResult, Counter> subjects = new ConcurrentHashMap<>();
        private final Map<ItemOutcome, Timer> delays = new ConcurrentHashMap<>();

        OfAccount(String account) {
            this.account = account;
        }

        Counter subjects(ReconciliationResult result) {
            return subjects.computeIfAbsent(result, this::counter);
        }

        Timer delay(ItemOutcome outcome) {
            return delays.computeIfAbsent(outcome, this::timer);
        }

        private Counter counter(ReconciliationResult result) {
            return Counter.builder(Meters.RECONCILIATIONS)
                    .tags(ACCOUNT, account, "result", Meters.label(result))
                    .register(registry);
        }

        private Timer timer(ItemOutcome outcome) {
            return Timer.builder(Meters.RECONCILIATION_DELAY)
                    .serviceLevelObjectives(Buckets.DELAY)
                    .tags(ACCOUNT, account, "outcome", Meters.label(outcome))
                    .register(registry);
        }
    }
}
