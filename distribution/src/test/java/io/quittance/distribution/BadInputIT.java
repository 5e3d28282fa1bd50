package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no provider should send: each has a defined answer that tells nothing, and none harms the gateway. */
@EndToEndTest
@TestInstance(Lifecycle.PER_CLASS)
class BadInputIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CARDS = ProviderClient.smart2payPath(Shop.MERCHANT);
    private static final String SECU = ProviderClient.secuconnectPath(Shop.MERCHANT);
    private static final String AUTHORIZED = "Authorization: " + Seeds.AUTHORIZATION;
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    private TestStore store;
    private RunningShop gateway;
    private URI intake;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        store = TestStore.chosen();
        gateway = Shop.with(store).start(directory).awaitReady();
        intake = gateway.process().intake();
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
        store.close();
    }

    @AfterEach
    void shouldGoOnServing() throws Exception {
        assertThat(gateway.providers().smart2pay(Seeds.AUTHORIZED).status()).isEqualTo(204);
        assertThat(gateway.management().status("/health/ready")).isEqualTo(200);
        assertThat(gateway.process().lines()).noneMatch(line -> line.startsWith("\tat "));
    }

    static Stream<Arguments> malformed() throws IOException {
        return Stream.of(
                Arguments.of("empty", new byte[0]),
                Arguments.of("not JSON", "notification=1".getBytes(UTF_8)),
                Arguments.of("cut off", "{\"Payment\":{\"ID\":1".getBytes(UTF_8)),
                Arguments.of("an array", "[1,2]".getBytes(UTF_8)),
                Arguments.of("a number", "7".getBytes(UTF_8)),
                Arguments.of("two objects", "{}{}".getBytes(UTF_8)),
                Arguments.of("nested 100 deep", nested(100).getBytes(UTF_8)),
                Arguments.of("nested 40,000 deep", "{\"a\":".repeat(40_000).getBytes(UTF_8)),
                Arguments.of("not UTF-8", "{\"Payment\":\"\u00ff\u00fe\"}".getBytes(ISO_8859_1)),
                Arguments.of("duplicate keys", "{\"Payment\":{\"ID\":1,\"ID\":2}}".getBytes(UTF_8)),
                Arguments.of("a number of 100,000 digits", ("{\"a\":" + "9".repeat(100_000) + "}").getBytes(UTF_8)),
                Arguments.of("NUL bytes", new byte[] {0, 0, 0}),
                Arguments.of("gzip", gzip(TEN_MEGABYTES)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void shouldRefuseAndKeepWhatIsMalformedButVerified(String what, byte[] body) throws Exception {
        List<JsonObject> before = malformedCards();

        Answer answer = gateway.providers().smart2pay(body);

        assertIsProblem(answer, 400);
        List<JsonObject> after = malformedCards();
        assertThat(after).hasSize(before.size() + 1);
        JsonObject evidence = gateway.management()
                .get("/v1/notifications/" + after.get(0).getString("id"))
                .json();
        assertThat(evidence.getInteger("bodyLength")).isEqualTo(body.length);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void shouldRefuseAndForgetWhatIsMalformedAndUnverified(String what, byte[] body) throws Exception {
        int before = rows();

        assertIsProblem(gateway.providers().secuconnect(body), 400);

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void shouldNotUnpackWhatIsCompressed() throws Exception {
        Answer answer = gateway.http()
                .send(HttpSender.to(intake.resolve(CARDS))
                        .header("Authorization", Seeds.AUTHORIZATION)
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(gzip(10 * TEN_MEGABYTES))));

        assertThat(answer.status()).isIn(400, 413, 415);
        assertIsProblem(answer, answer.status());
    }

    static Stream<String> wrongCredentials() {
        return Stream.of(
                basic("1010:gabriel"),
                basic("1010:"),
                basic("1011:gabi"),
                basic(":gabi"),
                basic("gabi"),
                "Basic",
                "Basic !!!",
                "Bearer " + Seeds.API_KEY,
                "x".repeat(5_000));
    }

    @ParameterizedTest
    @MethodSource("wrongCredentials")
    void shouldRefuseAndForgetWhoIsNotAuthenticated(String authorization) throws Exception {
        int before = rows();

        assertIsProblem(gateway.providers().smart2pay(Seeds.FAILED, authorization), 401);

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void shouldAnswerTheUnauthenticatedAlikeWhateverTheySend() throws Exception {
        Answer good = gateway.providers().smart2pay(Seeds.FAILED, basic("1010:gabriel"));
        Answer missing = gateway.http()
                .send(HttpSender.to(intake.resolve(CARDS)).POST(BodyPublishers.ofByteArray(Seeds.FAILED)));
        Answer malformed = gateway.providers().smart2pay(new byte[] {1}, basic("4711:gabi"));

        assertIsProblem(good, 401);
        assertThat(missing).isEqualTo(good);
        assertThat(malformed).isEqualTo(good);
    }

    @Test
    void shouldAnswerUnknownPathsAlikeWhateverExists() throws Exception {
        List<String> paths = List.of(
                "/", CARDS + "/", CARDS + "/x", "/smart2pay", "/SMART2PAY/shop", "/health/live", "/v1/accounts");
        Answer first =
                gateway.http().send(HttpSender.to(intake.resolve("/nothing")).POST(BodyPublishers.noBody()));

        assertIsProblem(first, 404);
        for (String path : paths) {
            assertThat(gateway.http().send(HttpSender.to(intake.resolve(path)).POST(BodyPublishers.noBody())))
                    .as(path)
                    .isEqualTo(first);
            assertThat(gateway.http().send(HttpSender.to(intake.resolve(path)).GET()))
                    .as("GET " + path)
                    .isEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"})
    void shouldSayWhichMethodIsAllowed(String method) throws Exception {
        for (String path : List.of(CARDS, SECU)) {
            Answer answer = gateway.http()
                    .send(HttpSender.to(intake.resolve(path))
                            .header("Authorization", Seeds.AUTHORIZATION)
                            .method(method, BodyPublishers.noBody()));

            assertIsProblem(answer, 405);
            assertThat(answer.header("allow")).contains("POST");
        }
    }

    @Test
    void shouldRefuseABodyThatIsAnnouncedTooLargeWithoutWaitingForIt() throws Exception {
        int before = rows();
        try (RawConnection connection = RawConnection.to(intake)) {
            connection.send(RawConnection.head("POST", CARDS, AUTHORIZED, "Content-Length: " + TEN_MEGABYTES));

            assertIsProblem(connection.answer(), 413);
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void shouldAnswerWhoSendsATooLargeBodyToItsEnd() throws Exception {
        int before = rows();
        try (RawConnection connection = RawConnection.to(intake)) {
            connection.send(RawConnection.head("POST", CARDS, AUTHORIZED, "Content-Length: " + TEN_MEGABYTES));
            connection.send(new byte[TEN_MEGABYTES]);

            assertIsProblem(connection.answer(), 413);
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void shouldRefuseABodyThatGrowsTooLarge() throws Exception {
        int before = rows();
        byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(UTF_8);
        try (RawConnection connection = RawConnection.to(intake)) {
            connection.send(RawConnection.head("POST", CARDS, AUTHORIZED, "Transfer-Encoding: chunked"));
            for (int sent = 0; sent < TEN_MEGABYTES; sent += 0x10000) {
                connection.send(chunk);
            }

            assertIsProblem(connection.answer(), 413);
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void shouldRefuseHugeHeaders() throws Exception {
        try (RawConnection connection = RawConnection.to(intake)) {
            connection.send(RawConnection.head("POST", CARDS, "X-Padding: " + "x".repeat(20_000)));

            Answer answer = connection.answer();

            assertThat(answer.status()).isEqualTo(431);
            assertThat(answer.text()).doesNotContain("io.netty", "Exception");
        }
    }

    @Test
    void shouldNotWaitForeverForASlowSender() throws Exception {
        int before = rows();
        try (RawConnection silent = RawConnection.to(intake);
                RawConnection halfAHead = RawConnection.to(intake);
                RawConnection halfABody = RawConnection.to(intake);
                RawConnection dripping = RawConnection.to(intake)) {
            halfAHead.send("POST " + CARDS + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-");
            halfABody.send(RawConnection.head("POST", CARDS, AUTHORIZED, "Content-Length: 100") + "{");
            dripping.drip("POST " + CARDS + " HTTP/1.1\r\nX-Padding: " + "x".repeat(100), 500);

            for (RawConnection headless : List.of(dripping, silent, halfAHead)) {
                assertThat(headless.answerOrEnd().map(Answer::status)).isIn(Optional.empty(), Optional.of(408));
            }
            assertIsProblem(halfABody.answer(), 408);
        }
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "POST /smart2pay/shop HTTP/9.9\r\nHost: x\r\n\r\n",
                "POST /smart2pay/shop HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /smart2pay/shop HTTP/1.1\r\nHost: x\r\nContent-Length: two\r\n\r\n",
                "POST /smart2pay/shop HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
                "POST /smart2pay/shop HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n",
                "POST /%zz HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
            })
    void shouldRefuseWhatIsNotHttp(String request) throws Exception {
        int before = rows();
        try (RawConnection connection = RawConnection.to(intake)) {
            connection.send(request);

            Answer answer = connection.answer();

            assertThat(answer.status()).isBetween(400, 505);
            assertThat(answer.text()).doesNotContain("Exception", "io.netty", "io.vertx", "\tat ");
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void shouldAnswerPipelinedRequestsInOrder() throws Exception {
        String good = RawConnection.head("POST", CARDS, AUTHORIZED, "Content-Length: " + Seeds.AUTHORIZED.length)
                + new String(Seeds.AUTHORIZED, UTF_8);
        try (RawConnection connection = RawConnection.to(intake)) {
            connection.send(good
                    + RawConnection.head("POST", CARDS, "Content-Length: 0")
                    + good
                    + RawConnection.head("POST", "/nothing", "Content-Length: 0"));

            for (int status : new int[] {204, 401, 204, 404}) {
                assertThat(connection.answer().status()).isEqualTo(status);
            }
        }
    }

    @Test
    void shouldKeepAConnectionAliveOrCloseItAsTheSenderWishes() throws Exception {
        String length = "Content-Length: " + Seeds.AUTHORIZED.length;
        try (RawConnection connection = RawConnection.to(intake)) {
            for (int i = 0; i < 3; i++) {
                connection
                        .send(RawConnection.head("POST", CARDS, AUTHORIZED, length))
                        .send(Seeds.AUTHORIZED);
                assertThat(connection.answer().status()).isEqualTo(204);
            }
            connection.send(RawConnection.head("POST", CARDS, AUTHORIZED, length, "Connection: close"));
            connection.send(Seeds.AUTHORIZED);

            assertThat(connection.answer().status()).isEqualTo(204);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("no type", "{}"),
                Arguments.of("two types", "{\"Payment\":{\"ID\":1},\"Refund\":{\"ID\":2}}"),
                Arguments.of("a payment that is no object", "{\"Payment\":[]}"),
                Arguments.of("a payment without an id", "{\"Payment\":{\"Status\":{\"ID\":9}}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void shouldAcknowledgeWhatIsAuthenticButUnreadableAndTellAPerson(String what, String body) throws Exception {
        int before = poisonedCases();

        Answer answer = gateway.providers().smart2pay(body.getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        await().atMost(SOON).untilAsserted(() -> assertThat(poisonedCases()).isEqualTo(before + 1));
        assertThat(gateway.management().notifications("state=poisoned")).hasSize(before + 1);
    }

    private void assertIsProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("content-type")).contains("application/problem+json");
        assertThat(answer.json().getMap().keySet()).isSubsetOf("type", "status", "title");
        assertThat(answer.json().getInteger("status")).isEqualTo(status);
    }

    private int rows() throws Exception {
        return gateway.management().notifications("").size();
    }

    private List<JsonObject> malformedCards() throws Exception {
        return gateway.management().notifications("state=malformed&account=" + Shop.cards(Shop.MERCHANT));
    }

    private int poisonedCases() throws Exception {
        return gateway.management().cases("kind=poisoned_notification").size();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private static byte[] gzip(int length) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{".getBytes(UTF_8));
            for (int written = 0; written < length; written += 0x10000) {
                gzip.write(" ".repeat(0x10000).getBytes(UTF_8));
            }
            gzip.write("}".getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
