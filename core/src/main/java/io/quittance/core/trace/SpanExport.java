package io.quittance.core.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quittance.core.config.TelemetryConfig.Traces;
import io.quittance.core.trace.SpanBooks.Loss;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings spans that have ended to their receiver, in batches, on a thread of its own. At most so many wait: whoever ends one more
 * loses it, and waits for nothing.
 */
final class SpanExport implements SpanProcessor {

    private static final Logger LOGGER = LoggerFactory.getLogger(SpanExport.class);

    /** What fails is told here, once; the SDK would tell it again and again, past our log. Held, or it would be forgotten. */
    private static final java.util.logging.Logger SDK = java.util.logging.Logger.getLogger("io.opentelemetry");

    private static final int MOST_WAITING = 4_096;
    private static final int BATCH = 512;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final SpanBooks books;
    private final int mostWaiting;
    private final AtomicInteger waiting = new AtomicInteger();
    private final SpanProcessor batches;

    /** Through this exporter, which is closed with it. */
    SpanExport(SpanExporter exporter, SpanBooks books, int mostWaiting) {
        this.books = books;
        this.mostWaiting = mostWaiting;
        this.batches = BatchSpanProcessor.builder(new Counted(exporter))
                .setMaxQueueSize(mostWaiting)
                .setMaxExportBatchSize(Math.min(BATCH, mostWaiting))
                .setScheduleDelay(PAUSE)
                .build();
    }

    /** To the configured receiver. */
    static SpanExport to(Traces traces, SpanBooks books) {
        SDK.setLevel(Level.OFF);
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(receiver(traces.endpoint()))
                .setConnectTimeout(CONNECT_TIMEOUT)
                .setTimeout(TIMEOUT)
                .setCompression("gzip");
        traces.headers().forEach((name, value) -> exporter.addHeader(name, value.newest()));
        return new SpanExport(exporter.build(), books, MOST_WAITING);
    }

    /** The base of a receiver, and where below it OTLP has traces sent. */
    static String receiver(URI endpoint) {
        String base = endpoint.toString();
        return base + (base.endsWith("/") ? "" : "/") + "v1/traces";
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (waiting.incrementAndGet() > mostWaiting) {
            waiting.decrementAndGet();
            books.dropped(Loss.OVERFLOW, 1);
        } else {
            batches.onEnd(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode forceFlush() {
        return batches.forceFlush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return batches.shutdown();
    }

    /** Keeps the books of an exporter, and tells the log when it fails and when it works again. */
    private final class Counted implements SpanExporter {

        private final SpanExporter exporter;
        private volatile boolean failing;

        Counted(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            int count = spans.size();
            waiting.addAndGet(-count);
            CompletableResultCode result = exporter.export(spans);
            return result.whenComplete(() -> {
                if (result.isSuccess()) {
                    sent(count);
                } else {
                    lost(count, result.getFailureThrowable());
                }
            });
        }

        private void sent(int count) {
            books.sent(count);
            if (failing) {
                failing = false;
                LOGGER.atInfo().log("Traces are sent again");
            }
        }

        private void lost(int count, @Nullable Throwable failure) {
            books.dropped(Loss.NOT_SENT, count);
            if (!failing) {
                failing = true;
                LOGGER.atWarn().addKeyValue("reason", reason(failure)).log("Traces cannot be sent, and are lost");
            }
        }

        /** The class of what is at the bottom of it: no words of the receiver. */
        private static String reason(@Nullable Throwable failure) {
            Throwable cause = failure == null ? null : failure.getCause();
            if (cause == null) {
                return "the receiver does not take them";
            }
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return cause.getClass().getSimpleName();
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
