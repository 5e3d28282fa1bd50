package io.quittance.core.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.core.store.Ids;
import io.quittance.core.store.NewNotification;
import io.quittance.core.store.NewNotification.Fate;
import io.quittance.core.store.NewNotification.NewItem;
import io.quittance.core.store.NewNotification.NewKey;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Notifications as the intake hands them to the store. */
public final class Posted {

    private static final Instant RECEIVED = Instant.parse("2026-03-01T10:00:00Z");

    private Posted() {}

    /** One that says something about a payment for each key; the subject is what precedes the key's slash. */
    public static NewNotification to(String account, String... keys) {
        return at(RECEIVED, account, keys);
    }

    /** The same, received at another time. */
    public static NewNotification at(Instant receivedAt, String account, String... keys) {
        return of(receivedAt, account, Arrays.stream(keys).map(Posted::payment).toArray(NewItem[]::new));
    }

    /** One that says these things. */
    public static NewNotification of(Instant receivedAt, String account, NewItem... items) {
        return new NewNotification(
                Ids.next(),
                account,
                receivedAt,
                Fate.ACCEPTED,
                "test",
                "POST",
                "/" + account,
                "",
                "192.0.2.1",
                Buffer.buffer("[]"),
                Buffer.buffer("{}"),
                null,
                Arrays.stream(items)
                        .map(item -> new NewKey(hash(item.key()), item))
                        .toList());
    }

    /** The same with another body. */
    public static NewNotification withBody(NewNotification posted, Buffer body) {
        return with(posted, posted.fate(), body, posted.remoteAddress(), posted.keys());
    }

    /** The same, received in this span. */
    public static NewNotification traced(NewNotification posted, String traceparent) {
        return new NewNotification(
                posted.id(),
                posted.account(),
                posted.receivedAt(),
                posted.fate(),
                posted.credential(),
                posted.method(),
                posted.path(),
                posted.query(),
                posted.remoteAddress(),
                posted.headers(),
                posted.body(),
                traceparent,
                posted.keys());
    }

    /** The same from another address. */
    public static NewNotification from(String address, NewNotification posted) {
        return with(posted, posted.fate(), posted.body(), address, posted.keys());
    }

    /** The same with another fate, and keys without items. */
    public static NewNotification withoutItems(NewNotification posted, Fate fate) {
        List<NewKey> keys =
                posted.keys().stream().map(key -> new NewKey(key.hash(), null)).toList();
        return with(posted, fate, posted.body(), posted.remoteAddress(), keys);
    }

    /** An item about a payment. */
    public static NewItem payment(String key) {
        return new NewItem(key, key.split("/", -1)[0], "payment", "payment");
    }

    private static NewNotification with(
            NewNotification posted, Fate fate, Buffer body, String address, List<NewKey> keys) {
        return new NewNotification(
                posted.id(),
                posted.account(),
                posted.receivedAt(),
                fate,
                posted.credential(),
                posted.method(),
                posted.path(),
                posted.query(),
                address,
                posted.headers(),
                body,
                posted.traceparent(),
                keys);
    }

    private static Buffer hash(String key) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
