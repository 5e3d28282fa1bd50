package io.quittance.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenTelemetryTracingTest {

    private static final Traceparent STRANGER = new Traceparent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");

    private final TestingTraces all = new TestingTraces(1);
    private final TestingTraces none = new TestingTraces(0);

    @Test
    void shouldMakeASpanWithinAnother() {
        Span receive = all.tracing().begin(Operation.RECEIVE, null);
        receive.child(Operation.STORE).end();
        receive.end();

        SpanData store = all.spans().get(0);
        SpanData outer = all.spans().get(1);
        assertThat(outer.getName()).isEqualTo("notification receive");
        assertThat(outer.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(outer.getParentSpanContext().isValid()).isFalse();
        assertThat(store.getName()).isEqualTo("notification store");
        assertThat(store.getTraceId()).isEqualTo(outer.getTraceId());
        assertThat(store.getParentSpanId()).isEqualTo(outer.getSpanId());
    }

    @Test
    void shouldReferToAStrangersTraceAndBeginItsOwn() {
        all.tracing().begin(Operation.RECEIVE, STRANGER.toString()).end();

        SpanData span = all.spans().get(0);
        assertThat(span.getTraceId()).isNotEqualTo(STRANGER.traceId());
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getLinks()).singleElement().satisfies(link -> {
            assertThat(link.getSpanContext().getTraceId()).isEqualTo(STRANGER.traceId());
            assertThat(link.getSpanContext().getSpanId()).isEqualTo(STRANGER.spanId());
        });
    }

    @Test
    void shouldNotReferToWhatIsNotWellFormed() {
        all.tracing().begin(Operation.RECEIVE, "00-x").end();

        assertThat(all.spans().get(0).getLinks()).isEmpty();
    }

    @Test
    void shouldNotBeToldByAStrangerToMakeATrace() {
        assertThat(none.tracing().begin(Operation.RECEIVE, STRANGER.toString())).isSameAs(Span.NONE);
    }

    @Test
    void shouldGoOnWithWhatWasBegunWhateverTheShareIsNow() {
        Span receive = all.tracing().begin(Operation.RECEIVE, null);
        Traceparent kept = Traceparent.parse(String.valueOf(receive.context())).orElseThrow();

        none.tracing().proceed(Operation.RECONCILE, List.of(kept, STRANGER)).end();

        SpanData span = none.spans().get(0);
        assertThat(span.getTraceId()).isEqualTo(kept.traceId());
        assertThat(span.getParentSpanId()).isEqualTo(kept.spanId());
        assertThat(span.getLinks())
                .singleElement()
                .satisfies(
                        link -> assertThat(link.getSpanContext().getTraceId()).isEqualTo(STRANGER.traceId()));
    }

    @Test
    void shouldNotGoOnWithWhatIsNotTraced() {
        assertThat(all.tracing().proceed(Operation.DELIVER, List.of())).isSameAs(Span.NONE);
        assertThat(Span.NONE.child(Operation.CALL).context()).isNull();
        assertThat(Tracing.OFF.begin(Operation.RECEIVE, STRANGER.toString())).isSameAs(Span.NONE);
    }

    @Test
    void shouldTellWhatIsToldAndHowItFailed() {
        all.tracing()
                .begin(Operation.LOOK_UP, null)
                .child(Operation.CALL)
                .named("GET")
                .put(TraceAttribute.HOST, "x".repeat(1_000))
                .put(TraceAttribute.STATUS, 503)
                .fail("503")
                .end();

        SpanData call = all.spans().get(0);
        assertThat(call.getName()).isEqualTo("GET");
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(call.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(503);
        assertThat(call.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("503");
        assertThat(call.getAttributes().get(AttributeKey.stringKey("server.address")))
                .hasSize(200);
    }

    @Test
    void shouldSayWhoMadeTheSpan() {
        all.tracing().begin(Operation.RECEIVE, null).end();

        var resource = all.spans().get(0).getResource();
        assertThat(resource.getAttribute(AttributeKey.stringKey("service.name")))
                .isEqualTo("quittance");
        assertThat(resource.getAttribute(AttributeKey.stringKey("service.version")))
                .isEqualTo("1.2.3");
        assertThat(resource.getAttribute(AttributeKey.stringKey("service.instance.id")))
                .isNotBlank();
    }
}
