package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes that are meant to mislead or to exhaust who reads HTTP, sent to both ports; who is honest is served all the same. */
@EndToEndTest
@TestInstance(Lifecycle.PER_CLASS)
class HostileHttpIT {
    private static final String CARDS = ProviderClient.smart2payPath(Shop.MERCHANT);
    private static final String SENDER = "Authorization: " + Seeds.AUTHORIZATION;
    private static final String OPERATOR = "Authorization: Bearer " + Shop.Secrets.USUAL.token();
    private static final String SMUGGLED =
            RawConnection.head("POST", CARDS, SENDER, length(Seeds.FAILED)) + new String(Seeds.FAILED, UTF_8);
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String PING = "GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final int FLOOD = 100_000;
    private static final List<Integer> DONE = List.of(200, 201, 204);

    /** Of an empty body in chunks, or of one of five bytes: a matter of opinion. */
    private static final List<String> AMBIGUOUS = List.of(
            "Content-Length: 5\r\n" + CHUNKED,
            CHUNKED + "\r\nContent-Length: 5",
            "Content-Length: 5\r\nContent-Length: 5",
            "Content-Length: 5\r\nContent-Length: 50",
            "Content-Length: 5, 5",
            "Content-Length: 0x5",
            "Content-Length: +5",
            "Content-Length: 5_0",
            "Content-Length: \u00b2",
            "Content-Length:",
            "Content-Length : 5",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: identity, chunked",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: \"chunked\"",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding:\u000bchunked",
            "Transfer-Encoding:\r\n chunked",
            "Transfer-Encoding: chunked\0",
            "X: y\nTransfer-Encoding: chunked",
            "X: y\rTransfer-Encoding: chunked",
            "Content-Length: 5\r\nHost: other",
            "Content-Length: 5\r\n: z",
            "Content-Length: 5\r\nX y: z",
            "Content-Length: 5\r\nX\u00e9: z",
            "Content-Length: 5\r\nX: a\0b");

    private static final List<String> CHUNKS = List.of(
            "100000002\r\n{}",
            "10000000000000002\r\n{}",
            "-2\r\n{}",
            "+2\r\n{}",
            "0x2\r\n{}",
            " 2\r\n{}",
            "2 \r\n{}",
            "2\n{}",
            "2;a\n2\r\n{}",
            "2;a\rb\r\n{}",
            "2;a=\"\r\nb\"\r\n{}",
            "2\r\n{}xx",
            "\r\n2\r\n{}",
            "2;" + "a".repeat(FLOOD) + "\r\n{}",
            "0".repeat(FLOOD) + "2\r\n{}");

    private static final List<String> ENDLESS_HEADS = List.of(
            "POST / HTTP/1.1\r\nX: " + "y".repeat(FLOOD),
            "POST / HTTP/1.1\r\n" + "a:\r\n".repeat(FLOOD),
            "POST /" + "x".repeat(FLOOD),
            "X".repeat(FLOOD),
            "\r\n".repeat(FLOOD),
            "\0".repeat(FLOOD));

    private static final List<String> TARGETS = List.of(
            "CONNECT elsewhere:443",
            "POST elsewhere:443",
            "CONNECT /",
            "OPTIONS *",
            "TRACE /",
            "GET //v1/notifications",
            "GET /console/../v1/notifications",
            "GET /console/%2e%2e/v1/notifications",
            "GET /v1%2fnotifications",
            "GET /V1/notifications",
            "GET /v1/notifications\0",
            "GET /v1/notifications\u00ff",
            "GET /v1/notifications#");

    private TestStore store;
    private RunningShop gateway;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        store = TestStore.chosen();
        gateway = Shop.with(store).start(directory).awaitReady();
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
        store.close();
    }

    @AfterEach
    void shouldServeTheHonestAndKeepNothingElse() throws Exception {
        assertThat(statuses(Port.INTAKE, Port.INTAKE.whole())).containsExactly(204);
        assertThat(gateway.management().status("/health/ready")).isEqualTo(200);
        assertThat(gateway.management().notifications("")).hasSize(1);
        assertThat(gateway.process().lines()).noneMatch(line -> line.startsWith("\tat "));
    }

    /** A port, and a request there that is done. */
    private enum Port {
        INTAKE("POST " + CARDS, SENDER, new String(Seeds.AUTHORIZED, UTF_8), GatewayProcess::intake),
        MANAGEMENT(
                "PUT /v1/merchants/shop/orders/hostile",
                OPERATOR,
                "{\"amount\":100,\"currency\":\"EUR\"}",
                GatewayProcess::management);

        private final String target;
        private final String authorization;
        private final String body;
        private final Function<GatewayProcess, URI> address;

        Port(String target, String authorization, String body, Function<GatewayProcess, URI> address) {
            this.target = target;
            this.authorization = authorization;
            this.body = body;
            this.address = address;
        }

        /** A head with these lines as well. */
        String head(String... headers) {
            return Stream.concat(Stream.of(target + " HTTP/1.1", "Host: h", authorization), Stream.of(headers))
                    .map(line -> line + "\r\n")
                    .collect(Collectors.joining("", "", "\r\n"));
        }

        String whole(String... headers) {
            String length = length(body.getBytes(UTF_8));
            return head(Stream.concat(Stream.of(length), Stream.of(headers)).toArray(String[]::new)) + body;
        }

        String chunk() {
            return Integer.toHexString(body.getBytes(UTF_8).length) + "\r\n" + body + "\r\n";
        }
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void shouldRefuseAHeadThatAProxyCouldReadDifferently(Port port) throws Exception {
        for (String headers : AMBIGUOUS) {
            assertThat(statuses(port, port.head(headers) + "0\r\n\r\n" + SMUGGLED))
                    .as(headers)
                    .containsExactly(400);
        }
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void shouldRefuseAHeadWithBareLineFeedsOrWithoutAHost(Port port) throws Exception {
        assertThat(statuses(port, port.whole().replace("\r\n", "\n"))).containsExactly(400);
        assertThat(statuses(port, port.whole().replace("Host: h\r\n", ""))).containsExactly(400);
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void shouldRefuseChunksThatAProxyCouldReadDifferentlyOrThatNeverEnd(Port port) throws Exception {
        for (String chunk : CHUNKS) {
            assertThat(statuses(port, port.head(CHUNKED) + chunk + "\r\n0\r\n\r\n" + SMUGGLED))
                    .as(chunk)
                    .isSubsetOf(400)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void shouldBelieveNothingThatComesAfterTheBody(Port port) throws Exception {
        String stranger = port.head(CHUNKED).replace(port.authorization + "\r\n", "") + port.chunk() + "0\r\n";

        assertThat(statuses(port, stranger + port.authorization + "\r\n\r\n")).containsExactly(401);
        assertThat(statuses(port, stranger + "X: y\r\n".repeat(FLOOD) + "\r\n"))
                .isSubsetOf(400, 401)
                .hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void shouldNotBeExhaustedByWhatStandsBetweenChunks(Port port) throws Exception {
        String end = port.chunk() + "0\r\n\r\n";
        String extended = "1;" + "a".repeat(4_000) + "\r\n \r\n";

        assertThat(statuses(port, port.head(CHUNKED) + "1\r\n \r\n".repeat(50_000) + end))
                .isSubsetOf(DONE)
                .hasSize(1);
        assertThat(statuses(port, port.head(CHUNKED) + extended.repeat(1_000) + end))
                .isSubsetOf(DONE)
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void shouldRefuseAHeadThatNeverEnds(Port port) throws Exception {
        for (String head : ENDLESS_HEADS) {
            assertThat(statuses(port, head))
                    .as(head.substring(0, 20))
                    .isSubsetOf(400, 414, 431)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void shouldServeThePathOfAWholeAddress(Port port) throws Exception {
        for (String elsewhere : List.of("http://elsewhere/", "https://user:password@elsewhere:99/")) {
            assertThat(statuses(port, port.whole().replaceFirst("/", elsewhere)))
                    .isSubsetOf(DONE)
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void shouldLetNobodyInByAnAddressThatIsWrittenOtherwise(Port port) throws Exception {
        for (String target : TARGETS) {
            assertThat(statuses(port, target + " HTTP/1.1\r\nHost: h\r\n\r\n"))
                    .as(target)
                    .isSubsetOf(400, 401, 404, 405)
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void shouldSpeakNoHttp2HoweverItIsAsked(Port port) throws Exception {
        String frames = "\0\0\0\4\0\0\0\0\0".repeat(1_000);
        String upgrade =
                port.whole("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__");

        assertThat(statuses(port, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frames))
                .isSubsetOf(400, 501, 505)
                .hasSizeLessThanOrEqualTo(1);
        assertThat(statuses(port, upgrade)).isSubsetOf(DONE).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void shouldAnswerEveryRequestOfManyThatComeAtOnce(Port port) throws Exception {
        int requests = 5_000;
        try (RawConnection connection = RawConnection.to(address(port))) {
            connection.send(PING.repeat(requests));

            for (int i = 0; i < requests; i++) {
                assertThat(connection.answer().status()).isEqualTo(404);
            }
        }
    }

    /** What nobody reads would otherwise fill the memory. */
    @ParameterizedTest
    @EnumSource(Port.class)
    void shouldTakeNoMoreFromWhoDoesNotReadTheAnswers(Port port) throws Exception {
        byte[] requests = PING.repeat(1_000).getBytes(ISO_8859_1);
        long most = 64L << 20;
        long sent = 0;
        URI address = address(port);
        try (Selector selector = Selector.open();
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()))) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer rest = ByteBuffer.wrap(requests);
            // A slow machine comes to the end of this sooner, and never wrongly.
            while (sent < most && selector.select(500) > 0) {
                selector.selectedKeys().clear();
                sent += channel.write(rest);
                rest = rest.hasRemaining() ? rest : ByteBuffer.wrap(requests);
            }
        }
        assertThat(sent).isLessThan(most);
    }

    private List<Integer> statuses(Port port, String request) throws IOException {
        try (RawConnection connection = RawConnection.to(address(port))) {
            return connection.statuses(request);
        }
    }

    private URI address(Port port) {
        return port.address.apply(gateway.process());
    }

    private static String length(byte[] body) {
        return "Content-Length: " + body.length;
    }
}
