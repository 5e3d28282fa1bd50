package io.quittance.core.delivery;

import static io.quittance.core.delivery.DeliveryFixture.SECRET;
import static io.quittance.core.delivery.DeliveryFixture.endpoint;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.config.EndpointConfig;
import io.quittance.core.store.DeliveryWork;
import io.quittance.core.store.EndpointKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class WebhookClientTest {

    private static final Duration SHORT = Duration.ofSeconds(5);

    private Duration timeout = Duration.ofSeconds(25);

    private Vertx vertx;
    private Shop shop;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        this.vertx = vertx;
        shop = Shop.open(vertx);
    }

    @Test
    void shouldTakeEvery2xxForADelivery() throws Exception {
        shop.answers(Shop.answering(202));

        assertThat(post(endpoint(shop)).delivered()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308, 400, 404, 410, 429, 500, 503})
    void shouldTakeNothingElseForOne(int status) throws Exception {
        shop.answers((told, request) -> request.response()
                .setStatusCode(status)
                .putHeader("Location", "http://127.0.0.1:" + shop.port() + "/elsewhere")
                .end());

        Attempt attempt = post(endpoint(shop));

        assertThat(attempt.status()).isEqualTo(status);
        assertThat(attempt.error()).isEqualTo("the answer was " + status);
        assertThat(shop.told()).as("redirects are not followed").hasSize(1);
    }

    @Test
    void shouldGiveUpOnAMerchantThatIsSlow() throws Exception {
        timeout = SHORT;
        AtomicBoolean closed = new AtomicBoolean();
        shop.answers((told, request) -> request.connection().closeHandler(gone -> closed.set(true)));

        Attempt attempt = post(endpoint(shop));

        assertThat(attempt.error()).isEqualTo("no answer in time");
        await().atMost(30, SECONDS).untilTrue(closed);
    }

    @Test
    void shouldNotReadAnAnswerWithoutEnd() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        shop.answers((told, request) -> {
            request.connection().closeHandler(gone -> closed.set(true));
            request.response().setChunked(true);
            vertx.setPeriodic(1, tick -> {
                if (!closed.get()) {
                    request.response().write(Buffer.buffer(new byte[10_000]));
                }
            });
        });

        assertThat(post(endpoint(shop)).delivered()).isTrue();

        await().atMost(30, SECONDS).untilTrue(closed);
    }

    @Test
    void shouldTellThatNobodyListens() throws Exception {
        Attempt attempt = post(endpoint("shop", "http://127.0.0.1:1/secret?token=secret"));

        assertThat(attempt.status()).isNull();
        assertThat(attempt.error()).contains("connection").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:%d/",
                "https://[::1]:%d/",
                "https://[::ffff:127.0.0.1]:%d/",
                "https://localhost:%d/",
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/"
            })
    void shouldNotCallWhatIsNotPublic(String url) throws Exception {
        Attempt attempt = post(notPrivate(url.formatted(shop.port())));

        assertThat(attempt.error()).contains("not public");
        assertThat(shop.told()).isEmpty();
    }

    @Test
    void shouldNotCallAHostThatResolvesToSomethingPrivate() throws Exception {
        HostResolver resolver = resolving("93.184.216.34", "127.0.0.1");

        Attempt attempt =
                post(notPrivate("https://shop.example:" + shop.port() + "/"), resolver, new HttpClientOptions());

        assertThat(attempt.error())
                .isEqualTo("the host has the address 127.0.0.1, which is not public," + " and allowPrivate is false");
        assertThat(shop.told()).isEmpty();
    }

    @Test
    void shouldNotCallWithoutTls() throws Exception {
        assertThat(post(notPrivate("http://93.184.216.34/")).error()).contains("not https");
    }

    @Test
    void shouldTellThatAHostHasNoAddress() throws Exception {
        HostResolver resolver = host -> Future.failedFuture(new UnknownHostException(host));

        assertThat(post(endpoint("shop", "https://nowhere.example/"), resolver, new HttpClientOptions())
                        .error())
                .isEqualTo("the host name has no address");
    }

    @Test
    void shouldConnectToTheCheckedAddressAndAskForTheHost() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.create("shop.example");
        Shop secure = Shop.open(
                vertx,
                new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(certificate.keyCertOptions()));
        HttpClientOptions trusting = new HttpClientOptions().setTrustOptions(certificate.trustOptions());
        String port = ":" + secure.port();

        Attempt attempt =
                post(endpoint("shop", "https://shop.example" + port + "/hooks?a=b"), resolving("127.0.0.1"), trusting);
        Attempt other = post(endpoint("shop", "https://other.example" + port + "/"), resolving("127.0.0.1"), trusting);
        Attempt untrusted = post(
                endpoint("shop", "https://shop.example" + port + "/"), resolving("127.0.0.1"), new HttpClientOptions());

        assertThat(attempt.error()).isNull();
        assertThat(secure.told()).hasSize(1);
        assertThat(secure.told().get(0).headers()).containsEntry("Host", "shop.example" + port);
        assertThat(other.error()).as("the certificate is of another host").startsWith("TLS failed");
        assertThat(untrusted.error()).startsWith("TLS failed");
    }

    private static HostResolver resolving(String... addresses) {
        return host -> Future.succeededFuture(List.of(addresses).stream()
                .map(address -> unchecked(() -> InetAddress.getByName(address)))
                .toList());
    }

    private static <T> T unchecked(Callable<T> action) {
        try {
            return action.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static EndpointConfig notPrivate(String url) {
        return new EndpointConfig("shop", "shop-de", URI.create(url), SECRET, false);
    }

    private Attempt post(EndpointConfig endpoint) throws TimeoutException {
        return post(endpoint, new SystemResolver(vertx), new HttpClientOptions());
    }

    private Attempt post(EndpointConfig endpoint, HostResolver resolver, HttpClientOptions options)
            throws TimeoutException {
        WebhookClient client = WebhookClient.create(vertx, options, resolver, Clock.systemUTC(), timeout);
        DeliveryWork work = new DeliveryWork(
                new EndpointKey("shop-de", "shop"),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "{}",
                Instant.now(),
                0,
                null,
                new JsonArray(),
                null);
        return Future.<Attempt>future(promise -> vertx.runOnContext(
                        here -> client.post(endpoint, work, null).onComplete(promise)))
                .await(30, SECONDS);
    }
}
