package io.quittance.provider.secuconnect;

import static io.quittance.provider.secuconnect.Fixtures.PAYMENT_ID;
import static io.quittance.provider.secuconnect.StandInApi.TOKEN;
import static io.quittance.provider.secuconnect.StandInApi.paymentPath;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ProviderException;
import io.quittance.spi.testing.TestingPaymentStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way of a reconciliation, with an API that is really called. */
@ExtendWith(VertxExtension.class)
class ApiOverHttpTest {

    private static final String PAYMENT = paymentPath(PAYMENT_ID);

    private final TestingPaymentStore store =
            new TestingPaymentStore().payment(PaymentKey.of(PAYMENT_ID), "10482", PaymentStatus.PENDING, "10");
    private HttpStandIn api;
    private PaymentProvider provider;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        api = get(HttpStandIn.start(vertx)).on(PAYMENT, 200, Fixtures.text("payment-paid"));
        provider = new SecuconnectProviderFactory().create(api.settings(), api);
    }

    @Test
    void shouldReadAPayment() throws Exception {
        api.on(TOKEN, request -> {
            assertSent(request, "application/x-www-form-urlencoded", null);
            request.response().end(Fixtures.text("token"));
        });
        api.on(PAYMENT, request -> {
            assertSent(request, null, "Bearer m4v7q0t2l9c8d3k1s6h5b0n7ra");
            request.response().end(Fixtures.text("payment-paid"));
        });

        assertThat(get(read()))
                .singleElement()
                .satisfies(
                        observation -> assertThat(observation.status().status()).isEqualTo(PaymentStatus.PAID));
        assertThat(api.asked).containsExactly(TOKEN, PAYMENT);
    }

    @Test
    void shouldAskForOneTokenForFiftyReadsAtOnce() throws Exception {
        get(read());
        api.clock.advance(Duration.ofMinutes(20));
        api.asked.clear();

        List<Future<List<PaymentObservation>>> reads =
                IntStream.range(0, 50).mapToObj(read -> read()).toList();

        get(Future.all(reads));
        assertThat(api.askedFor(TOKEN)).isEqualTo(1);
        assertThat(api.askedFor(PAYMENT)).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({"401, token-invalid-client", "403, error-token-refused"})
    void shouldRenewOneTokenForFiftyReadsThatAreRefused(int status, String body) throws Exception {
        get(read());
        api.asked.clear();
        api.on(TOKEN, 200, Fixtures.json("token").put("access_token", "second").encode());
        Queue<HttpServerRequest> refused = new ConcurrentLinkedQueue<>();
        api.on(PAYMENT, request -> {
            if ("Bearer second".equals(request.getHeader("Authorization"))) {
                request.response().end(Fixtures.text("payment-paid"));
            } else if (refused.add(request) && refused.size() == 50) {
                refused.forEach(one -> one.response().setStatusCode(status).end(Fixtures.text(body)));
            }
        });

        get(Future.all(IntStream.range(0, 50).mapToObj(read -> read()).toList()));

        assertThat(api.askedFor(TOKEN)).isEqualTo(1);
        assertThat(api.askedFor(PAYMENT)).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"401, token-invalid-client", "403, error-token-refused"})
    void shouldRenewATokenOnlyOnce(int status, String body) throws Exception {
        api.on(PAYMENT, status, Fixtures.text(body));

        assertThat(failure(read()).category()).isEqualTo(ErrorCategory.CONFIGURATION);
        assertThat(api.asked).containsExactly(TOKEN, PAYMENT, TOKEN, PAYMENT);
    }

    @Test
    void shouldCallRefusedCredentialsAMatterOfConfiguration() throws Exception {
        api.on(TOKEN, 400, Fixtures.text("token-invalid-client"));

        ProviderException failure = failure(read());

        assertThat(failure.category()).isEqualTo(ErrorCategory.CONFIGURATION);
        assertThat(failure).hasMessageContaining("invalid_client").hasMessageNotContaining("client secret");
        assertThat(api.asked).containsExactly(TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"429, {}", "500, {\"status\":\"error\"}", "502, <html>Bad Gateway</html>", "503, ''", "404, <html>"})
    void shouldTryAgainLaterWhatPasses(int status, String body) throws Exception {
        api.on(PAYMENT, status, body);
        assertThat(failure(read()).category()).isEqualTo(ErrorCategory.TEMPORARY);

        api.on(PAYMENT, 200, Fixtures.text("payment-paid"));
        assertThat(get(read())).hasSize(1);
    }

    @Test
    void shouldTryAgainLaterIfNoAnswerComes() throws Exception {
        get(read());
        api.on(PAYMENT, request -> request.connection().close());
        assertThat(failure(read()).category()).isEqualTo(ErrorCategory.TEMPORARY);

        api.on(PAYMENT, request -> {});
        api.waitAtMost(Duration.ofMillis(100));
        assertThat(failure(read()).category()).isEqualTo(ErrorCategory.TEMPORARY);
    }

    @Test
    void shouldAskForATokenAgainIfNoneCame() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        api.on(TOKEN, request -> {
            if (requests.incrementAndGet() == 1) {
                request.connection().close();
            } else {
                request.response().end(Fixtures.text("token"));
            }
        });

        assertThat(failure(read()).category()).isEqualTo(ErrorCategory.TEMPORARY);
        assertThat(get(read())).hasSize(1);
    }

    @Test
    void shouldLogTheSupportIdAndNothingOfThePayer() throws Exception {
        api.on(
                PAYMENT,
                500,
                Fixtures.json("error-token-refused").put("code", 1001).encode());

        failure(read());

        assertThat(api.logged)
                .singleElement()
                .satisfies(
                        line -> assertThat(line)
                                .isEqualTo(
                                        "WARNING secuconnect refused the read of a payment with status 500: error"
                                                + " ProductNotAllowedException, code 1001, support id 7d0c5be1f3a94286b0e7c1d85af26394"));
    }

    private static void assertSent(HttpServerRequest request, String contentType, String authorization) {
        assertThat(request.getHeader("Content-Type")).isEqualTo(contentType);
        assertThat(request.getHeader("Authorization")).isEqualTo(authorization);
        assertThat(request.getHeader("Accept")).isEqualTo("application/json");
    }

    private Future<List<PaymentObservation>> read() {
        return StandInApi.reconcile(provider, PAYMENT_ID, store);
    }

    private static ProviderException failure(Future<?> read) throws Exception {
        return (ProviderException) get(read.transform(Future::succeededFuture)).cause();
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.await(25, TimeUnit.SECONDS);
    }
}
