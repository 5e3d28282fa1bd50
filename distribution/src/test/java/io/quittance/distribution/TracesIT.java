package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.quittance.distribution.TraceReceiver.Received;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The traces of a gateway, as a receiver gets them. */
@EndToEndTest
final class TracesIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String MARK = "MARKED";
    private static final String STRANGER = "0af7651916cd43dd8448eb211c80319c";
    private static final Shop.Secrets SECRETS =
            new Shop.Secrets("MARKED-operators-token", "MARKED-api-key", "MARKED-client-secret");

    @TempDir
    private Path directory;

    private TestStore store;
    private SecuconnectStandIn secuconnect;
    private TraceReceiver receiver;
    private Endpoint endpoint;
    private Shop shop;
    private @Nullable RunningShop gateway;

    @BeforeEach
    void prepare() throws Exception {
        store = TestStore.server();
        secuconnect = SecuconnectStandIn.start("MARKED-access-token");
        receiver = TraceReceiver.start();
        endpoint = new Endpoint();
        shop = new Shop(store, secuconnect.address(), List.of(Shop.MERCHANT), SECRETS);
    }

    @AfterEach
    void end() throws Exception {
        if (gateway != null) {
            gateway.close();
        }
        endpoint.close();
        receiver.close();
        secuconnect.close();
        store.close();
    }

    @Test
    void shouldBringTheWholeWayOfANotificationIntoOneTraceOverARestart() throws Exception {
        run(receiver.telemetry(), Map.of());
        gateway.management().register(SecuconnectStandIn.ORDER, SecuconnectStandIn.AMOUNT, SecuconnectStandIn.CURRENCY);

        assertThat(push()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> !receiver.named("subject reconcile").isEmpty()
                        && !deliveries().isEmpty());
        gateway.process().kill();
        endpoint.works();
        RunningShop first = gateway;
        run(receiver.telemetry(), Map.of());
        await().atMost(SOON).until(() -> deliveries().stream().anyMatch(TracesIT::succeeded));

        Received receive = only("notification receive");
        assertThat(receive.parent()).isEmpty();
        assertThat(receive.kind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        assertThat(receive.linkedTraces()).containsExactly(STRANGER);
        assertThat(receive.attributes())
                .containsEntry("quittance.account", "shop-secu")
                .containsEntry("quittance.outcome", "accepted")
                .containsEntry("http.response.status_code", "200");
        assertThat(receive.resource())
                .containsEntry("service.name", "quittance")
                .containsKeys("service.version", "service.instance.id");
        assertThat(only("notification store").isWithin(receive)).isTrue();
        Received reconcile = only("subject reconcile");
        assertThat(reconcile.isWithin(receive)).isTrue();
        assertThat(reconcile.kind()).isEqualTo(SpanKind.SPAN_KIND_CONSUMER);
        assertThat(reconcile.attributes())
                .containsEntry("quittance.outcome", "done")
                .containsEntry("quittance.notification.id", receive.attributes().get("quittance.notification.id"));
        assertThat(calls())
                .allMatch(call -> call.isWithin(reconcile))
                .extracting(Received::name)
                .contains("POST", "GET");
        assertThat(deliveries()).hasSizeGreaterThan(1).allMatch(delivery -> delivery.isWithin(reconcile));
        assertThat(secuconnect.calls()).hasSizeGreaterThanOrEqualTo(calls().size());
        Received delivered =
                deliveries().stream().filter(TracesIT::succeeded).findFirst().orElseThrow();
        assertThat(delivered.resource().get("service.instance.id"))
                .isNotEqualTo(receive.resource().get("service.instance.id"));
        assertThat(endpoint.contexts).contains("00-" + delivered.trace() + "-" + delivered.id() + "-01");
        assertThat(first.process().lines())
                .filteredOn(line -> line.contains("A notification is worked off"))
                .singleElement()
                .asString()
                .contains("traceId=\"" + receive.trace() + "\"");
        assertThat(receiver.requests()).containsOnly("POST /v1/traces Bearer of-traces");
    }

    @Test
    void shouldTellNothingThatIsSecretOrAboutThePayer() throws Exception {
        run(receiver.telemetry(), Map.of());
        String body = new String(Seeds.AUTHORIZED, UTF_8)
                .replace("John Doe", "Mara MARKED")
                .replace("Ends with 0004", "Ends with MARKED-0004")
                .replace("\"Customer\": null", "\"Customer\": {\"Email\": \"MARKED@shop.example\"}");

        ProviderClient providers = gateway.providers();
        providers.smart2pay(body.getBytes(UTF_8), authorization("MARKED-api-key"));
        providers.smart2pay(body.getBytes(UTF_8), authorization("MARKED-wrong-key"));
        providers.smart2pay(body.replaceFirst("\\{", "{{").getBytes(UTF_8), authorization("MARKED-api-key"));
        push();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(receiver.named("notification receive"))
                        .extracting(span -> span.attributes().get("quittance.outcome"))
                        .contains("accepted", "unauthenticated", "malformed"));
        await().atMost(SOON).until(() -> receiver.named("subject reconcile").size() >= 2);

        assertThat(receiver.bodies()).isNotEmpty().noneMatch(text -> text.contains(MARK));
        assertThat(receiver.bodies()).noneMatch(text -> text.contains(Seeds.AUTHORIZED_ORDER));
        assertThat(gateway.process().lines()).noneMatch(line -> line.contains("of-traces"));
    }

    @Test
    void shouldAnswerAsEverIfNobodyTakesTheTracesAndSayThatOnce() throws Exception {
        receiver.close();
        run(receiver.telemetry(), Map.of());

        for (int number = 0; number < 5; number++) {
            assertThat(gateway.providers()
                            .secuconnect(SecuconnectPayments.push(number))
                            .status())
                    .isEqualTo(200);
        }
        await().atMost(SOON).until(() -> failures() == 1);
        await().atMost(SOON).until(() -> dropped() > 0);
        assertThat(gateway.providers().secuconnect(SecuconnectPayments.push(99)).status())
                .isEqualTo(200);
        double before = dropped();
        await().atMost(SOON).until(() -> dropped() > before);

        assertThat(failures()).isEqualTo(1);
        assertThat(gateway.process().terminate(Duration.ofSeconds(20))).isZero();
    }

    @Test
    void shouldSendNothingUnlessItIsToldWhereTo() throws Exception {
        run(new JsonObject(), Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.address()));
        endpoint.works();
        gateway.management().register(SecuconnectStandIn.ORDER, SecuconnectStandIn.AMOUNT, SecuconnectStandIn.CURRENCY);

        assertThat(push()).isEqualTo(200);
        await().atMost(SOON).until(() -> !endpoint.contexts.isEmpty());
        assertThat(gateway.process().terminate(Duration.ofSeconds(20))).isZero();

        assertThat(receiver.requests()).isEmpty();
        assertThat(endpoint.contexts).containsOnly("none");
        assertThat(gateway.process().lines()).noneMatch(line -> line.contains("traceId"));
    }

    private void run(JsonObject telemetry, Map<String, String> environment) throws IOException {
        JsonObject configuration =
                shop.configuration().put("endpoints", endpoint.endpoints()).put("telemetry", telemetry);
        String file = shop.write(directory);
        Files.writeString(Path.of(file), configuration.encode());
        gateway = new RunningShop(shop, GatewayProcess.start(directory, environment, "serve", "--config", file))
                .awaitReady();
    }

    /** As the provider does, but that a stranger's trace is claimed. */
    private int push() throws Exception {
        return gateway.http()
                .send(HttpSender.to(gateway.process().intake().resolve(ProviderClient.secuconnectPath(Shop.MERCHANT)))
                        .header("traceparent", "00-" + STRANGER + "-b7ad6b7169203331-01")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Seeds.PUSH)))
                .status();
    }

    private Received only(String name) {
        assertThat(receiver.named(name)).hasSize(1);
        return receiver.named(name).get(0);
    }

    private List<Received> calls() {
        return receiver.spans().stream()
                .filter(span -> span.kind() == SpanKind.SPAN_KIND_CLIENT)
                .filter(span -> span.attributes().containsKey("quittance.account"))
                .toList();
    }

    private List<Received> deliveries() {
        return receiver.spans().stream()
                .filter(span -> span.kind() == SpanKind.SPAN_KIND_CLIENT)
                .filter(span -> span.attributes().containsKey("quittance.endpoint"))
                .toList();
    }

    private static boolean succeeded(Received delivery) {
        return "204".equals(delivery.attributes().get("http.response.status_code"));
    }

    private long failures() {
        return gateway.process().lines().stream()
                .filter(line -> line.contains("Traces cannot be sent, and are lost"))
                .count();
    }

    private double dropped() throws Exception {
        return gateway.management()
                .get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("quittance_spans_dropped_total{reason=\"not_sent\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String authorization(String key) {
        return "Basic " + Base64.getEncoder().encodeToString((Seeds.SITE + ":" + key).getBytes(UTF_8));
    }

    /** A merchant's endpoint that fails until it works, and keeps the contexts that it is sent. */
    private static final class Endpoint implements AutoCloseable {
        private final HttpServer server;
        private final List<String> contexts = new CopyOnWriteArrayList<>();
        private volatile int status = 503;

        Endpoint() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/hooks", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    String context = exchange.getRequestHeaders().getFirst("traceparent");
                    contexts.add(context == null ? "none" : context);
                    exchange.sendResponseHeaders(status, -1);
                }
            });
            server.start();
        }

        void works() {
            status = 204;
        }

        JsonArray endpoints() {
            return new JsonArray()
                    .add(new JsonObject()
                            .put("id", "hooks")
                            .put("merchant", Shop.MERCHANT)
                            .put(
                                    "url",
                                    "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks")
                            .put("secret", "whsec_TUFSS0VELXNlY3JldC1vZi1ob29rcw==")
                            .put("allowPrivate", true));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
