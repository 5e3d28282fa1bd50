package io.quittance.core.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quittance.spi.IntakeOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is measured of the intake. Of every notification: to find a meter by its labels costs more than to count, so each is looked for once.
 */
final class IntakeMeters {

    private final MeterRegistry registry;
    private final DistributionSummary batchSize;
    private final Timer commit;
    private final Counter answersDropped;
    private final Map<String, OfAccount> accounts = new ConcurrentHashMap<>();

    IntakeMeters(MeterRegistry registry) {
        this.registry = registry;
        this.batchSize = DistributionSummary.builder(Meters.INTAKE_BATCH_SIZE)
                .serviceLevelObjectives(Buckets.BATCH)
                .register(registry);
        this.commit = Timer.builder(Meters.INTAKE_COMMIT)
                .serviceLevelObjectives(Buckets.LATENCY)
                .register(registry);
        this.answersDropped = Counter.builder(Meters.ANSWERS_DROPPED).register(registry);
    }

    void acknowledged(String account, IntakeOutcome outcome, Duration sinceRequest) {
        OfAccount meters = of(account);
        meters.received(outcome).increment();
        meters.acknowledgement(AnswerClass.of(outcome)).record(sinceRequest);
    }

    long received(String account, IntakeOutcome outcome) {
        return (long) of(account).received(outcome).count();
    }

    void batchCommitted(int notifications, Duration took) {
        batchSize.record(notifications);
        commit.record(took);
    }

    void answersDropped(int answers) {
        answersDropped.increment(answers);
    }

    private OfAccount of(String account) {
        return accounts.computeIfAbsent(account, OfAccount::new);
    }

    private final class OfAccount {

        private final String account;
        private final Map<IntakeOutcome, Counter> received = new ConcurrentHashMap<>();
        private final Map<AnswerClass, Timer> acknowledgement = new ConcurrentHashMap<>();

        OfAccount(String account) {
            this.account = account;
        }

        Counter received(IntakeOutcome outcome) {
            return received.computeIfAbsent(outcome, this::counter);
        }

        Timer acknowledgement(AnswerClass answer) {
            return acknowledgement.computeIfAbsent(answer, this::timer);
        }

        private Counter counter(IntakeOutcome outcome) {
            return Counter.builder(Meters.NOTIFICATIONS_RECEIVED)
                    .tags("account", account, "outcome", Meters.label(outcome))
                    .register(registry);
        }

        private Timer timer(AnswerClass answer) {
            return Timer.builder(Meters.ACKNOWLEDGEMENT)
                    .serviceLevelObjectives(Buckets.LATENCY)
                    .tags("account", account, "answer", Meters.label(answer))
                    .register(registry);
        }
    }
}
