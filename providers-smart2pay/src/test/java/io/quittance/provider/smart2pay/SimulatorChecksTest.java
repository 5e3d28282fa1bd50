package io.quittance.provider.smart2pay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderManifest;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.quittance.spi.testing.conformance.Check;
import io.quittance.spi.testing.conformance.Conformance;
import io.quittance.spi.testing.conformance.Verdict;
import io.quittance.spi.testing.conformance.Verdict.Kind;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The kit's checks with a simulator find what they are there for: here is a simulator, and a provider to spoil. */
class SimulatorChecksTest {

    @Test
    void shouldFindANotificationThatIsRefusedAtFirst() {
        assertFound("simulator-agrees", "attempts", provider -> new Spoilt(provider) {
            private final Set<String> seen = new HashSet<>();

            @Override
            public List<NotificationItem> parse(InboundNotification inbound, Verification verification) {
                List<NotificationItem> items = super.parse(inbound, verification);
                if (seen.add(items.get(0).key())) {
                    throw ProviderException.malformed("not at once");
                }
                return items;
            }
        });
    }

    @Test
    void shouldFindAPaymentThatIsNotTheOrdersAmount() {
        assertFound("simulator-agrees", "12991 EUR", provider -> new Spoilt(provider) {
            @Override
            public Future<List<PaymentObservation>> reconcile(ReconciliationWork work, PaymentStore store) {
                return super.reconcile(work, store)
                        .map(told -> told.stream()
                                .map(SimulatorChecksTest::withoutMoney)
                                .toList());
            }
        });
    }

    @Test
    void shouldFindAStrangerWhoIsLetIn() {
        assertFound("simulator-agrees-in-trouble", "forged", provider -> new Spoilt(provider) {
            @Override
            public Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome) {
                return outcome == IntakeOutcome.UNAUTHENTICATED
                        ? Acknowledgement.empty(204)
                        : super.acknowledge(inbound, outcome);
            }
        });
    }

    @Test
    void shouldFindAListThatIsEmpty() {
        assertFound("simulator-agrees-in-silence", "comes to []", provider -> new Spoilt(provider) {
            @Override
            public Optional<PaymentLookup> lookup() {
                return super.lookup().map(EmptyList::new);
            }
        });
    }

    private static PaymentObservation withoutMoney(PaymentObservation told) {
        return PaymentObservation.builder(told.payment(), told.source(), told.status())
                .order(told.order())
                .build();
    }

    private static void assertFound(String name, String text, UnaryOperator<PaymentProvider> spoil) {
        Check check = Conformance.checks().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();

        Verdict verdict = check.run(new Smart2PayConformanceTest() {
            @Override
            public PaymentProviderFactory factory() {
                return new SpoiltFactory(spoil);
            }
        });

        assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
        assertThat(verdict.text()).contains(text);
    }

    private record SpoiltFactory(UnaryOperator<PaymentProvider> spoil) implements PaymentProviderFactory {

        private static final PaymentProviderFactory FACTORY = new Smart2PayProviderFactory();

        @Override
        public String name() {
            return FACTORY.name();
        }

        @Override
        public ProviderManifest manifest() {
            return FACTORY.manifest();
        }

        @Override
        public PaymentProvider create(JsonObject settings, ProviderContext context) {
            return spoil.apply(FACTORY.create(settings, context));
        }
    }

    private static class Spoilt implements PaymentProvider {

        private final PaymentProvider provider;

        Spoilt(PaymentProvider provider) {
            this.provider = provider;
        }

        @Override
        public Verification authenticate(InboundNotification inbound) {
            return provider.authenticate(inbound);
        }

        @Override
        public List<NotificationItem> parse(InboundNotification inbound, Verification verification) {
            return provider.parse(inbound, verification);
        }

        @Override
        public Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome) {
            return provider.acknowledge(inbound, outcome);
        }

        @Override
        public Future<List<PaymentObservation>> reconcile(ReconciliationWork work, PaymentStore store) {
            return provider.reconcile(work, store);
        }

        @Override
        public Optional<PaymentLookup> lookup() {
            return provider.lookup();
        }
    }

    private record EmptyList(PaymentLookup lookup) implements PaymentLookup {

        @Override
        public Future<List<PaymentObservation>> byPayment(PaymentKey payment, PaymentStore store) {
            return lookup.byPayment(payment, store);
        }

        @Override
        public Future<List<PaymentObservation>> byOrder(String reference, PaymentStore store) {
            return lookup.byOrder(reference, store);
        }

        @Override
        public Future<Page> list(Window window, Optional<String> cursor, PaymentStore store) {
            return Future.succeededFuture(new Page(List.of(), Optional.empty()));
        }
    }
}
