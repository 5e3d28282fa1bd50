package io.quittance.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.Digests;
import io.quittance.core.store.NewNotification;
import io.quittance.core.store.NewNotification.Fate;
import io.quittance.core.store.NewNotification.NewItem;
import io.quittance.core.store.NewNotification.NewKey;
import io.quittance.core.store.WireNames;
import io.quittance.core.trace.Traceparent;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.Secret;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a request and what was read in it into what is kept of it. */
final class Evidence {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> ALWAYS_SECRET = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private static final int MAX_KEY = 1_000;
    private static final int MAX_SUBJECT = 200;
    private static final int MAX_KIND = 100;

    static {
        ALWAYS_SECRET.addAll(List.of("Authorization", "Proxy-Authorization", "Cookie"));
    }

    private Evidence() {}

    static NewNotification of(
            UUID id,
            RunningAccount account,
            ReceivedNotification inbound,
            Reading reading,
            @Nullable Traceparent trace) {
        return new NewNotification(
                id,
                account.config().id(),
                inbound.receivedAt(),
                fate(reading),
                reading.verification().credential().orElse(null),
                inbound.method(),
                inbound.path(),
                inbound.query(),
                inbound.remoteAddress(),
                headers(inbound.headers(), account.manifest().secretHeaders()),
                inbound.body(),
                trace == null ? null : trace.toString(),
                keys(id, inbound, reading));
    }

    private static Fate fate(Reading reading) {
        return switch (reading.result()) {
            case MALFORMED -> Fate.MALFORMED;
            case UNREADABLE -> Fate.ACCEPTED;
            case READ -> reading.items().isEmpty() ? Fate.IGNORED : Fate.ACCEPTED;
        };
    }

    private static List<NewKey> keys(UUID id, ReceivedNotification inbound, Reading reading) {
        if (!reading.items().isEmpty()) {
            return itemKeys(reading.items());
        }
        String body = Digests.sha256Hex(inbound.body().getBytes());
        NewItem item = reading.result() == Reading.Result.UNREADABLE
                ? new NewItem(body, id.toString(), "unreadable", "unreadable")
                : null;
        return List.of(new NewKey(hash(WireNames.of(reading.result()) + " " + body), item));
    }

    /** What one notification says twice it says once. */
    static List<NewKey> itemKeys(List<NotificationItem> items) {
        Map<String, NewKey> keys = new LinkedHashMap<>();
        for (NotificationItem item : items) {
            NewItem kept = new NewItem(
                    bounded(item.key(), MAX_KEY),
                    bounded(item.subject(), MAX_SUBJECT),
                    bounded(item.kind(), MAX_KIND),
                    WireNames.of(item.effect()));
            keys.putIfAbsent(item.key(), new NewKey(hash("item " + item.key()), kept));
        }
        return List.copyOf(keys.values());
    }

    private static Buffer hash(String key) {
        return Buffer.buffer(Digests.sha256(key.getBytes(UTF_8)));
    }

    private static String bounded(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static Buffer headers(List<Map.Entry<String, String>> headers, Set<String> secret) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(kept)) {
            json.writeStartArray();
            for (Map.Entry<String, String> header : headers) {
                String value = header.getValue();
                json.writeStartArray();
                json.writeString(header.getKey());
                json.writeString(isSecret(header.getKey(), secret) ? "sha256:" + Secret.fingerprint(value) : value);
                json.writeEndArray();
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory can be written", impossible);
        }
        return Buffer.buffer(kept.toByteArray());
    }

    private static boolean isSecret(String header, Set<String> secret) {
        if (ALWAYS_SECRET.contains(header)) {
            return true;
        }
        for (String name : secret) {
            if (name.equalsIgnoreCase(header)) {
                return true;
            }
        }
        return false;
    }
}
