package io.quittance.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that answers as it is told, one list after the other; the last of them for ever. */
@Timeout(60)
class TailCommandTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String NONE = "{\"items\":[],\"next\":null}";

    @TempDir
    private Path directory;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> lists = new CopyOnWriteArrayList<>();
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldNotTellWhatCameJustBeforeItBegan() throws Exception {
        lists.add(page("more", row("c", 4, "done")));
        lists.add(page(null, row("b", 3, "done"), row("a", 2, "done")));
        lists.add(page("more", row("new", 5, "done"), row("c", 4, "done")));
        lists.add(page(null, row("b", 3, "done"), row("a", 2, "done")));

        assertThat(tail(1, "--json")).containsExactly("new done");
        assertThat(asked.get(1)).contains("from=2026-11-22T11%3A59%3A59Z", "cursor=more");
    }

    @Test
    void shouldGoOnWithoutWhatIsRemoved() throws Exception {
        lists.add(page(null, row("removed", 0, "retrying")));
        lists.add(page(null));
        lists.add(page(null, row("new", 9, "waiting")));

        assertThat(tail(1, "--json")).containsExactly("new waiting");
        assertThat(asked.stream().filter("/v1/notifications/removed"::equals)).hasSize(1);
    }

    @Test
    void shouldTellTheOrderOfWhatIsDone() throws Exception {
        JsonObject another = order("other-shop", "p-new", "other-4711");
        JsonObject byAmount = order("shop", null, "4712");
        documents.put("/v1/orders?search=p-new", page(null, another, byAmount, order("shop", "p-new", "4711")));
        lists.add(page(null));
        lists.add(page(null, row("newer", 6, "waiting"), row("new", 5, "done")));

        assertThat(tail(2))
                .satisfiesExactly(
                        line -> assertThat(line).matches(".* done +cards +Payment +p-new +4711 +within .*"),
                        line -> assertThat(line).matches(".* waiting +cards +Payment +p-newer +-"));
        assertThat(asked).doesNotContain("/v1/orders?search=p-newer");
    }

    @Test
    void shouldTellNoOrderOfWhichItIsNotSure() throws Exception {
        documents.put(
                "/v1/orders?search=p-new", page(null, order("shop", "p-new", "4711"), order("shop", "p-new", "4712")));
        lists.add(page(null));
        lists.add(page(null, row("new", 5, "done")));

        assertThat(tail(1)).singleElement().asString().matches(".* p-new +- +within .*");
    }

    @Test
    void shouldReadNoProvidersForAMachine() throws Exception {
        documents.put("/v1/accounts", NONE);

        assertThat(execute(new StringWriter(), "accounts", "--json")).isEqualTo(ExitCode.OK);
        assertThat(asked).containsExactly("/v1/accounts");
    }

    /** Follows until so many lines are told. */
    private List<String> tail(int lines, String... options) throws Exception {
        Told told = new Told(lines);
        String[] words = new String[options.length + 1];
        words[0] = "tail";
        System.arraycopy(options, 0, words, 1, options.length);
        assertThat(execute(told, words)).isEqualTo(ExitCode.OK);
        return told.toString()
                .lines()
                .map(line -> line.startsWith("{") ? said(new JsonObject(line)) : line)
                .toList();
    }

    private int execute(Writer out, String... words) throws IOException {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--config";
        all[words.length + 1] = configuration().toString();
        return QuittanceCommand.commandLine().setOut(new PrintWriter(out)).execute(all);
    }

    private static String said(JsonObject row) {
        return row.getString("id") + " " + row.getString("state");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(path);
        String answer = path.startsWith("/v1/notifications?")
                ? lists.size() > 1 ? lists.remove(0) : lists.get(0)
                : documents.get(path);
        byte[] body = (answer == null ? "{}" : answer).getBytes(UTF_8);
        exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String page(String next, JsonObject... rows) {
        return new JsonObject()
                .put("items", new JsonArray(List.of(rows)))
                .put("next", next)
                .encode();
    }

    private static JsonObject row(String id, int second, String state) {
        return new JsonObject()
                .put("id", id)
                .put("account", "cards")
                .put("merchant", "shop")
                .put("kind", "Payment")
                .put("subject", "p-" + id)
                .put("state", state)
                .put("receivedAt", NOON.plusSeconds(second).toString())
                .put("arrivals", 1);
    }

    private static JsonObject order(String merchant, String payment, String reference) {
        return new JsonObject()
                .put("merchant", merchant)
                .put("payment", payment)
                .put("reference", reference);
    }

    private Path configuration() throws IOException {
        return GatewayFile.write(directory, server.getAddress().getPort(), "viewer", "token-of-a-viewer");
    }

    /** Takes so many lines, and then is closed, as by a program that has read enough. */
    private static final class Told extends Writer {

        private final StringBuffer text = new StringBuffer();
        private final int most;

        Told(int most) {
            this.most = most;
        }

        @Override
        public void write(char[] characters, int offset, int length) {
            text.append(characters, offset, length);
        }

        @Override
        public void flush() throws IOException {
            if (text.toString().lines().count() >= most) {
                throw new IOException("enough");
            }
        }

        @Override
        public void close() {}

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
