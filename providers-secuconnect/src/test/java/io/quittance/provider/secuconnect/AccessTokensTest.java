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
import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.quittance.spi.testing.TestingPaymentStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {

    private static final String UNKNOWN = "PCI_UNKNOWN";

    private final StandInApi api = new StandInApi();
    private final PaymentProvider provider = api.provider();

    @Test
    void shouldAskForATokenWithTheNewestSecret() {
        read();

        Request request = api.context.requests.get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).hasToString(StandInApi.BASE_URL + "/oauth/token");
        assertThat(request.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
        assertThat(request.body())
                .hasToString("grant_type=client_credentials&client_id=shop&client_secret=newest+%26+secret");
    }

    @Test
    void shouldSendTheToken() {
        read();

        assertThat(api.context.requests.get(1).headers())
                .containsEntry("Authorization", "Bearer m4v7q0t2l9c8d3k1s6h5b0n7ra")
                .containsEntry("Accept", "application/json");
    }

    @Test
    void shouldUseATokenUntilAMinuteBeforeItEnds() {
        read();
        api.clock.advance(Duration.ofSeconds(1139));
        read();
        assertThat(tokenRequests()).isEqualTo(1);

        api.clock.advance(Duration.ofSeconds(1));
        read();
        assertThat(tokenRequests()).isEqualTo(2);
    }

    @Test
    void shouldAskOnceForAllWhoWait() {
        Promise<Response> token = Promise.promise();
        api.instead(TOKEN, token.future());

        List<Future<List<PaymentObservation>>> waiting = List.of(read(provider), read(provider), read(provider));
        assertThat(api.asked()).containsExactly(TOKEN);

        token.complete(new Response(200, Map.of(), Buffer.buffer(Fixtures.text("token"))));
        assertThat(waiting).allMatch(Future::succeeded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "401; ''",
                "401; {\"error\":\"invalid_token\",\"error_description\":\"expired\"}",
                "403; {\"status\":\"error\",\"error\":\"ProductNotAllowedException\",\"code\":2003}",
                "403; {\"status\":\"error\",\"error\":\"ProductNotAllowedException\",\"code\":\"2003\"}"
            })
    void shouldRenewARefusedTokenOnce(int status, String body) {
        api.on(paymentPath(PAYMENT_ID), status, body).payment(PAYMENT_ID, Fixtures.json("payment-paid"));
        api.order(PAYMENT_ID);

        assertThat(read(provider, PAYMENT_ID).succeeded()).isTrue();
        assertThat(tokenRequests()).isEqualTo(2);
        assertThat(api.askedFor(paymentPath(PAYMENT_ID))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void shouldGiveUpIfTheFreshTokenIsRefusedToo(int status) {
        api.on(paymentPath(PAYMENT_ID), status, Fixtures.text("error-token-refused"));

        assertThat(failure(PAYMENT_ID).category()).isEqualTo(ErrorCategory.CONFIGURATION);
        assertThat(tokenRequests()).isEqualTo(2);
        assertThat(api.askedFor(paymentPath(PAYMENT_ID))).isEqualTo(2);
    }

    @Test
    void shouldNotRenewAgainAndAgainWhateverIsRefused() {
        for (int id = 0; id < 10; id++) {
            api.on(paymentPath("PCI_REFUSED" + id), 401, "");
            assertThat(failure("PCI_REFUSED" + id).category()).isEqualTo(ErrorCategory.CONFIGURATION);
        }
        assertThat(tokenRequests()).as("the first token, and one instead of it").isEqualTo(2);

        api.clock.advance(Duration.ofSeconds(5));
        failure("PCI_REFUSED0");
        failure("PCI_REFUSED1");
        assertThat(tokenRequests()).isEqualTo(3);
    }

    @Test
    void shouldNotAskAgainWithATokenThatWasRefused() {
        api.on(paymentPath("PCI_REFUSED"), 401, "");
        failure("PCI_REFUSED");
        failure("PCI_REFUSED");

        assertThat(api.askedFor(paymentPath("PCI_REFUSED"))).isEqualTo(3);
    }

    @Test
    void shouldNotRenewForAnotherRefusal() {
        api.on(
                paymentPath(PAYMENT_ID),
                403,
                Fixtures.json("error-token-refused").put("code", 2001).encode());

        assertThat(failure(PAYMENT_ID).category()).isEqualTo(ErrorCategory.PERMANENT);
        assertThat(tokenRequests()).isEqualTo(1);
    }

    @Test
    void shouldRenewOnceForAllWhoWereRefused() {
        AccessTokens tokens = new AccessTokens(
                SecuconnectSettings.of(
                        new JsonObject().put("baseUrl", StandInApi.BASE_URL).put("clientId", "shop")),
                api.context);
        AccessToken refused = tokens.current().result();
        api.instead(
                TOKEN, 200, Fixtures.json("token").put("access_token", "second").encode());
        api.on(TOKEN, 200, Fixtures.json("token").put("access_token", "third").encode());

        AccessToken renewed = tokens.insteadOf(refused).result().orElseThrow();
        AccessToken again = tokens.insteadOf(refused).result().orElseThrow();

        assertThat(renewed.value()).isEqualTo("second");
        assertThat(again).isEqualTo(renewed);
    }

    @Test
    void shouldCallRefusedCredentialsAMatterOfConfiguration() {
        api.instead(TOKEN, 400, Fixtures.text("token-invalid-client"));

        ProviderException failure = failure(PAYMENT_ID);

        assertThat(failure.category()).isEqualTo(ErrorCategory.CONFIGURATION);
        assertThat(failure).hasMessageContaining("invalid_client").hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "429; {}; TEMPORARY",
                "500; {\"error\":\"server_error\"}; TEMPORARY",
                "503; <html>; TEMPORARY",
                "400; <html>; TEMPORARY",
                "200; <html>; TEMPORARY",
                "200; []; TEMPORARY",
                "200; null; TEMPORARY",
                "200; {}; PERMANENT",
                "200; {\"access_token\":\"a\\nb\"}; PERMANENT",
                "422; {}; PERMANENT",
                "302; {}; PERMANENT",
                "404; {}; PERMANENT"
            })
    void shouldTellWhatAFailedTokenRequestMeans(int status, String body, ErrorCategory expected) {
        api.instead(TOKEN, status, body);

        assertThat(failure(PAYMENT_ID).category()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "408; {}; TEMPORARY",
                "429; {}; TEMPORARY",
                "500; {\"status\":\"error\",\"code\":1001}; TEMPORARY",
                "404; <html>; TEMPORARY",
                "200; <html>; TEMPORARY",
                "204; ''; TEMPORARY",
                "400; {\"status\":\"error\",\"code\":1001}; PERMANENT",
                "302; ''; PERMANENT"
            })
    void shouldTellWhatAFailedReadMeans(int status, String body, ErrorCategory expected) {
        api.on(paymentPath(PAYMENT_ID), status, body);

        assertThat(failure(PAYMENT_ID).category()).isEqualTo(expected);
    }

    @Test
    void shouldQuoteTheSupportIdWithoutWhatCouldForgeALine() {
        JsonObject error =
                Fixtures.json("error-token-refused").put("code", 1001).put("supportId", "ab\nINFO " + "x".repeat(500));
        api.on(paymentPath(PAYMENT_ID), 400, error.encode());

        String message = failure(PAYMENT_ID).getMessage();

        assertThat(message).contains("code 1001", "support id ab_INFO_x").doesNotContain("\n", "unbekannter");
        assertThat(message).hasSizeLessThan(300);
    }

    @Test
    void shouldAskAgainAfterAFailure() {
        api.instead(TOKEN, 503, "");
        assertThat(read(provider).failed()).isTrue();
        api.instead(TOKEN, 200, Fixtures.text("token"));

        assertThat(read(provider).succeeded()).isTrue();
    }

    @Test
    void shouldUseAShortTokenForHalfItsLife() {
        Instant now = api.clock.instant();
        JsonObject answer = new JsonObject().put("access_token", "short").put("expires_in", "30");

        assertThat(AccessToken.of(answer, now).renewAt()).isEqualTo(now.plusSeconds(15));
    }

    @Test
    void shouldNotPrintTheToken() {
        AccessToken token = AccessToken.of(Fixtures.json("token"), api.clock.instant());

        assertThat(token.toString()).doesNotContain(token.value());
    }

    private void read() {
        assertThat(read(provider).succeeded()).isTrue();
    }

    private static Future<List<PaymentObservation>> read(PaymentProvider provider) {
        return read(provider, UNKNOWN);
    }

    /** Reads a payment that is known, so that no refusal is put down to the id. */
    private static Future<List<PaymentObservation>> read(PaymentProvider provider, String id) {
        return StandInApi.reconcile(
                provider, id, new TestingPaymentStore().payment(PaymentKey.of(id), PaymentStatus.PENDING, "10"));
    }

    private ProviderException failure(String id) {
        return (ProviderException) read(provider, id).cause();
    }

    private long tokenRequests() {
        return api.askedFor(TOKEN);
    }
}
