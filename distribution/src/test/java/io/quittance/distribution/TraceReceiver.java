package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** What traces are sent to, by OTLP over HTTP: keeps all of them. */
final class TraceReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> spans = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private TraceReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    static TraceReceiver start() throws IOException {
        return new TraceReceiver();
    }

    /** A span as it was received; ids are hexadecimal, and a parent is empty if there is none. */
    record Received(
            String trace,
            String id,
            String parent,
            String name,
            Span.SpanKind kind,
            Map<String, String> attributes,
            List<String> linkedTraces,
            Map<String, String> resource) {

        boolean isWithin(Received other) {
            return trace.equals(other.trace) && parent.equals(other.id);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The value of the key {@code telemetry}: all traces are sent here. */
    JsonObject telemetry() {
        return telemetry(address());
    }

    static JsonObject telemetry(String endpoint) {
        return new JsonObject()
                .put(
                        "traces",
                        new JsonObject()
                                .put("endpoint", endpoint)
                                .put("sampled", 1)
                                .put("headers", new JsonObject().put("authorization", "Bearer of-traces")));
    }

    List<Received> spans() {
        return List.copyOf(spans);
    }

    List<Received> named(String name) {
        return spans.stream().filter(span -> span.name.equals(name)).toList();
    }

    /** All that was received, each character a byte. */
    List<String> bodies() {
        return List.copyOf(bodies);
    }

    /** Method, path and authorization of all requests. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("authorization"));
            byte[] body = body(exchange);
            bodies.add(new String(body, ISO_8859_1));
            ExportTraceServiceRequest.parseFrom(body)
                    .getResourceSpansList()
                    .forEach(of -> of.getScopeSpansList()
                            .forEach(scope ->
                                    scope.getSpansList().forEach(span -> spans.add(received(span, of.getResource())))));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return (zipped ? new GZIPInputStream(body) : body).readAllBytes();
    }

    private static Received received(Span span, Resource resource) {
        return new Received(
                hex(span.getTraceId().toByteArray()),
                hex(span.getSpanId().toByteArray()),
                hex(span.getParentSpanId().toByteArray()),
                span.getName(),
                span.getKind(),
                values(span.getAttributesList()),
                span.getLinksList().stream()
                        .map(link -> hex(link.getTraceId().toByteArray()))
                        .toList(),
                values(resource.getAttributesList()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static Map<String, String> values(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey,
                        one -> one.getValue().hasIntValue()
                                ? Long.toString(one.getValue().getIntValue())
                                : one.getValue().getStringValue(),
                        (one, other) -> other,
                        TreeMap::new));
    }
}
