package io.quittance.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.testing.TestingProviderContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a provider does with a notification before it is stored: authenticate and parse it, the JSON included. */
@State(Scope.Benchmark)
public class ProviderBenchmark {

    private static final String PUSH = """
            {"object":"event.pushes","id":"evt_d7a9cbd91c125ae409398b4e0e3199be","created":"2021-06-21T08:30:28+02:00",\
            "target":"payment.transactions","type":"changed",\
            "data":[{"object":"payment.transactions","id":"PCI_2FY48DT0P2X6G636N5QK64UK2ADZAZ"}]}""";

    private final PaymentProvider smart2pay = provider(
            "smart2pay",
            new JsonObject()
                    .put(
                            "sites",
                            new JsonArray()
                                    .add(new JsonObject()
                                            .put("siteId", NotificationRequest.SITE)
                                            .put("apiKey", NotificationRequest.API_KEY))),
            "/sites/0/apiKey",
            NotificationRequest.API_KEY);
    private final PaymentProvider secuconnect = provider(
            "secuconnect",
            new JsonObject()
                    .put("baseUrl", "http://127.0.0.1:9")
                    .put("clientId", "bench")
                    .put("clientSecret", "bench")
                    .put("orderReference", "transactionRef"),
            "/clientSecret",
            "bench");
    private final String payment = bodyOf(
            new NotificationRequest(URI.create("http://127.0.0.1:80")).of(1).toString());
    private final List<Map.Entry<String, String>> credentials = List.of(Map.entry(
            "Authorization",
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString(
                                    (NotificationRequest.SITE + ":" + NotificationRequest.API_KEY).getBytes(UTF_8))));

    @Benchmark
    public List<NotificationItem> smart2pay() throws Exception {
        return items(smart2pay, received(payment, "", credentials));
    }

    @Benchmark
    public List<NotificationItem> secuconnect() throws Exception {
        return items(secuconnect, received(PUSH, "order=OID_100716", List.of()));
    }

    private static List<NotificationItem> items(PaymentProvider provider, InboundNotification inbound)
            throws Exception {
        return provider.parse(inbound, provider.authenticate(inbound));
    }

    private static InboundNotification received(String body, String query, List<Map.Entry<String, String>> headers) {
        return new ReceivedNotification(
                Instant.EPOCH, "POST", "/bench", query, headers, "127.0.0.1", Buffer.buffer(body));
    }

    private static String bodyOf(String request) {
        return request.substring(request.indexOf("\r\n\r\n") + "\r\n\r\n".length());
    }

    private static PaymentProvider provider(String name, JsonObject settings, String pointer, String secret) {
        PaymentProviderFactory factory = ServiceLoader.load(PaymentProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow();
        return factory.create(settings, new TestingProviderContext(Clock.systemUTC()).secret(pointer, secret));
    }
}
