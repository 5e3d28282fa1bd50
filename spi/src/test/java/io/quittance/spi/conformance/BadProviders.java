package io.quittance.spi.conformance;

import static io.quittance.spi.conformance.BadProvider.provider;
import static java.util.Objects.requireNonNull;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.Money;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.NotificationItem.Effect;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp.Response;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Providers that are wrong in one way each: what the checks are there to find. */
final class BadProviders {

    private BadProviders() {}

    static Stream<BadProvider> all() {
        return Stream.of(BadFactories.all(), senders(), parsers(), answers(), money(), api(), guests())
                .flatMap(List::stream);
    }

    private static List<BadProvider> senders() {
        return List.of(
                provider(
                        "a credential nobody lists",
                        "authentic-let-in",
                        "credentials() lists",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            public List<String> credentials() {
                                return List.of("another");
                            }
                        }),
                provider(
                        "a body that is parsed first",
                        "authenticates-before-parsing",
                        "parses the body",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            public Verification authenticate(InboundNotification inbound) {
                                inbound.json();
                                return super.authenticate(inbound);
                            }
                        }),
                provider(
                        "the first of two keys",
                        "fails-closed",
                        "there twice",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            public Verification authenticate(InboundNotification inbound) {
                                String key = inbound.header("X-Sample-Key").orElse("");
                                if (!context.secret("/postKey").matches(key)) {
                                    throw ProviderException.unauthenticated("A key is expected");
                                }
                                return Verification.verified("key");
                            }
                        }),
                provider(
                        "a beginning that is enough",
                        "fails-closed",
                        "cut at its end",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            public Verification authenticate(InboundNotification inbound) {
                                List<String> keys = inbound.headerValues("X-Sample-Key");
                                boolean begins = keys.size() == 1
                                        && keys.get(0).length() > 12
                                        && context.secret("/postKey").newest().startsWith(keys.get(0));
                                return begins ? Verification.verified("key") : super.authenticate(inbound);
                            }
                        }),
                provider(
                        "words that tell",
                        "refusals-alike",
                        "different words",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            public Verification authenticate(InboundNotification inbound) {
                                if (inbound.header("X-Sample-Key").isEmpty()) {
                                    throw ProviderException.unauthenticated("There is no key");
                                }
                                return super.authenticate(inbound);
                            }
                        }),
                provider(
                        "whoever is near",
                        "unverified-carries-nothing",
                        "is unverified, and carries",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            public Verification authenticate(InboundNotification inbound) {
                                boolean near = inbound.remoteAddress().equals("127.0.0.1");
                                return near && inbound.header("X-Sample-Key").isEmpty()
                                        ? Verification.unverified()
                                        : super.authenticate(inbound);
                            }
                        }));
    }

    private static List<BadProvider> parsers() {
        return List.of(
                provider(
                        "a key of the sender's address",
                        "parse-is-pure",
                        "from elsewhere",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            String key(InboundNotification inbound, JsonObject json) {
                                return super.key(inbound, json) + inbound.remoteAddress();
                            }
                        }),
                provider(
                        "a key of all bytes",
                        "retries-have-equal-keys",
                        "second attempt",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            String key(InboundNotification inbound, JsonObject json) {
                                return super.key(inbound, json) + inbound.body().hashCode();
                            }
                        }),
                provider(
                        "a key of the payment",
                        "changes-have-new-keys",
                        "the same keys",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            String key(InboundNotification inbound, JsonObject json) {
                                return subject(json);
                            }
                        }),
                provider(
                        "an endless subject",
                        "items-within-bounds",
                        "201 characters",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            String subject(JsonObject json) {
                                return "x".repeat(201);
                            }
                        }),
                provider(
                        "a kind that copies",
                        "kinds-from-a-small-set",
                        "conformanceUnknownName",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            public List<NotificationItem> parse(
                                    InboundNotification inbound, Verification verification) {
                                return super.parse(inbound, verification).stream()
                                        .map(item -> item.effect() == Effect.PAYMENT
                                                ? item
                                                : new NotificationItem(
                                                        item.key(),
                                                        item.subject(),
                                                        "other "
                                                                + inbound.json().getValue("type"),
                                                        item.effect()))
                                        .toList();
                            }
                        }),
                provider(
                        "its own parser",
                        "hostile-bytes",
                        "not called malformed",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            public List<NotificationItem> parse(
                                    InboundNotification inbound, Verification verification) {
                                new JsonObject(inbound.body());
                                return super.parse(inbound, verification);
                            }
                        }),
                provider(
                        "a cast",
                        "hostile-objects",
                        "ClassCastException",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            String subject(JsonObject json) {
                                json.getJsonObject("payment", new JsonObject());
                                return super.subject(json);
                            }
                        }));
    }

    private static List<BadProvider> answers() {
        return List.of(
                provider(
                        "a success that is none",
                        "acknowledgement-statuses",
                        "UNAVAILABLE",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            public Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome) {
                                return outcome == IntakeOutcome.UNAVAILABLE
                                        ? Acknowledgement.empty(200)
                                        : super.acknowledge(inbound, outcome);
                            }
                        }),
                provider(
                        "an echo",
                        "acknowledgements-tell-nothing",
                        "differently",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            public Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome) {
                                return outcome == IntakeOutcome.MALFORMED
                                        ? new Acknowledgement(400, Map.of(), inbound.body())
                                        : super.acknowledge(inbound, outcome);
                            }
                        }));
    }

    private static List<BadProvider> money() {
        return List.of(
                provider(
                        "three decimals for two",
                        "amounts-exact",
                        "10500 KWD",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            Money amount(JsonObject payment) {
                                Money amount = super.amount(payment);
                                boolean dinars = amount.currency().equals("KWD");
                                return new Money(amount.minorUnits() * (dinars ? 10 : 1), amount.currency());
                            }
                        }),
                provider(
                        "a sign that is lost",
                        "amounts-never-guessed",
                        "-10000",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            Money amount(JsonObject payment) {
                                return payment.getValue("amount") instanceof Integer amount
                                        ? super.amount(payment.copy().put("amount", Math.abs(amount)))
                                        : super.amount(payment);
                            }
                        }),
                provider(
                        "the account's environment",
                        "environment-told",
                        "live=true",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            Boolean live(JsonObject payment) {
                                return context.live();
                            }
                        }),
                provider(
                        "ranks that are equal",
                        "any-order-same-end",
                        "ends differently",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            ObservedStatus status(String code) {
                                return code.equals("paid")
                                        ? ObservedStatus.of(PaymentStatus.PAID, 10, code)
                                        : super.status(code);
                            }
                        }));
    }

    private static List<BadProvider> api() {
        return List.of(
                provider(
                        "a status that it gives up on",
                        "api-well",
                        "disputed",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            ObservedStatus status(String code) {
                                if (code.equals("disputed")) {
                                    throw ProviderException.permanent("disputed: nobody knows what that is");
                                }
                                return super.status(code);
                            }
                        }),
                provider(
                        "an outage for ever",
                        "api-outages",
                        "category PERMANENT",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            ProviderException failure(Response response) {
                                return ProviderException.permanent("The API answers with " + response.status());
                            }
                        }),
                provider(
                        "a failure that nobody hears",
                        "api-outages",
                        "as if nothing were wrong",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            public Future<List<PaymentObservation>> byPayment(PaymentKey payment, PaymentStore store) {
                                return super.byPayment(payment, store).otherwise(List.of());
                            }
                        }),
                provider(
                        "a field that must be there",
                        "api-nonsense",
                        "NullPointerException",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            PaymentObservation observation(JsonObject payment, Source source) {
                                if (source == Source.READ) {
                                    requireNonNull(payment.getValue("order"));
                                }
                                return super.observation(payment, source);
                            }
                        }),
                provider(
                        "a body in a message",
                        "failures-tell-nothing",
                        "<here>",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            ProviderException failure(Response response) {
                                return ProviderException.temporary("The API answers " + response.body());
                            }
                        }),
                provider(
                        "a secret in the log",
                        "failures-tell-nothing",
                        "a log line",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            PaymentObservation observation(JsonObject payment, Source source) {
                                context.logger().log(System.Logger.Level.INFO, "asked with {0}", apiKey());
                                return super.observation(payment, source);
                            }
                        }));
    }

    private static List<BadProvider> guests() {
        return List.of(
                provider("a nap", "never-blocks", "CountDownLatch", (url, context) -> new SampleProvider(url, context) {
                    @Override
                    public Future<Void> close() {
                        pass(4);
                        return super.close();
                    }
                }),
                provider(
                        "a thread that stays",
                        "closes-what-it-opens",
                        "sample-poller",
                        (url, context) -> new SampleProvider(url, context) {
                            {
                                start();
                            }
                        }),
                provider(
                        "an end that is not the end",
                        "closes-what-it-opens",
                        "scheduled",
                        (url, context) -> new SampleProvider(url, context) {
                            @Override
                            public Future<Void> close() {
                                context.schedule(java.time.Duration.ofSeconds(1), () -> {});
                                return super.close();
                            }
                        }));
    }

    private static void start() {
        Thread poller = new Thread(() -> pass(60), "sample-poller");
        poller.setDaemon(true);
        poller.start();
    }

    private static void pass(int seconds) {
        try {
            new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
