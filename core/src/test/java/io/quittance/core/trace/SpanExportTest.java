package io.quittance.core.trace;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quittance.core.config.TelemetryConfig.Traces;
import io.quittance.core.testing.LogLines;
import io.quittance.core.testing.TestingAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SpanExportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Books books = new Books();
    private final AtomicLong asked = new AtomicLong();
    private final Receiver receiver = new Receiver();

    @RegisterExtension
    private final LogLines log = LogLines.of(SpanExport.class);

    @Test
    void shouldCountWhatIsSent() throws Exception {
        Tracing tracing = tracing(100);
        end(tracing, 3);
        receiver.answer(CompletableResultCode.ofSuccess());

        tracing.close().await(30, SECONDS);

        assertThat(books.sent).hasValue(3);
        assertThat(books.overflow).hasValue(0);
        assertThat(log.all()).isEmpty();
    }

    @Test
    void shouldLoseAndCountWhatIsTooMuchWithoutWaiting() {
        Tracing tracing = tracing(8);

        end(tracing, 1_000);

        // Nothing of what is under way is answered, so that one batch and no more can have made room.
        assertThat(books.overflow.get()).isBetween(1_000L - 16, 1_000L - 8);
    }

    @Test
    void shouldTellOnceThatTracesCannotBeSentAndOnceThatTheyCanAgain() {
        Tracing tracing = tracing(100);
        receiver.answer(CompletableResultCode.ofExceptionalFailure(
                new IOException("secret", new CompletionException(new ConnectException("secret")))));
        receiver.answer(CompletableResultCode.ofFailure());
        receiver.answer(CompletableResultCode.ofSuccess());

        for (int batch = 1; batch <= 3; batch++) {
            end(tracing, 1);
            int asked = batch;
            await().atMost(PATIENCE).until(() -> receiver.asked.get() == asked);
        }
        await().atMost(PATIENCE).until(() -> log.all().size() == 2);

        assertThat(books.sent).hasValue(1);
        assertThat(books.notSent).hasValue(2);
        assertThat(log.all())
                .extracting(ILoggingEvent::getMessage)
                .containsExactly("Traces cannot be sent, and are lost", "Traces are sent again");
        assertThat(log.all().get(0).getKeyValuePairs()).singleElement().hasToString("reason=\"ConnectException\"");
    }

    @Test
    void shouldSendNothingToAReceiverWhoseCertificateIsNotTrusted(@TempDir Path directory) throws Exception {
        TestingAuthority.Identity stranger = TestingAuthority.in(directory).sign("localhost", "EC", null);
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server = vertx.createHttpServer(
                            new HttpServerOptions().setSsl(true).setKeyCertOptions(stranger.shown()))
                    .requestHandler(request -> {
                        asked.incrementAndGet();
                        request.response().end();
                    })
                    .listen(0, "localhost")
                    .await(30, SECONDS);
            URI endpoint = URI.create("https://localhost:" + server.actualPort());

            end(OpenTelemetryTracing.sending(new Traces(endpoint, 1, Map.of()), "1", books), 1);

            await().atMost(PATIENCE).until(() -> !log.all().isEmpty());
            assertThat(books.notSent).hasValue(1);
            assertThat(asked).hasValue(0);
            assertThat(log.all().get(0).getKeyValuePairs())
                    .singleElement()
                    .asString()
                    .contains("Cert");
        } finally {
            vertx.close().await(30, SECONDS);
        }
    }

    @Test
    void shouldSendBelowTheBaseOfTheReceiver() {
        assertThat(SpanExport.receiver(URI.create("http://127.0.0.1:4318")))
                .isEqualTo("http://127.0.0.1:4318/v1/traces");
        assertThat(SpanExport.receiver(URI.create("https://c/otlp/"))).isEqualTo("https://c/otlp/v1/traces");
    }

    private Tracing tracing(int mostWaiting) {
        return OpenTelemetryTracing.of(new SpanExport(receiver, books, mostWaiting), 1, "1");
    }

    private static void end(Tracing tracing, int spans) {
        for (int span = 0; span < spans; span++) {
            tracing.begin(Operation.RECEIVE, null).end();
        }
    }

    private static final class Books implements SpanBooks {

        private final AtomicLong sent = new AtomicLong();
        private final AtomicLong overflow = new AtomicLong();
        private final AtomicLong notSent = new AtomicLong();

        @Override
        public void sent(long spans) {
            sent.addAndGet(spans);
        }

        @Override
        public void dropped(Loss why, long spans) {
            (why == Loss.OVERFLOW ? overflow : notSent).addAndGet(spans);
        }
    }

    /** Answers what it is told to answer, in turn; then nothing. */
    private static final class Receiver implements SpanExporter {

        private final Queue<CompletableResultCode> answers = new ConcurrentLinkedQueue<>();
        private final AtomicLong asked = new AtomicLong();

        void answer(CompletableResultCode next) {
            answers.add(next);
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            CompletableResultCode answer = answers.poll();
            asked.incrementAndGet();
            return answer == null ? new CompletableResultCode() : answer;
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
