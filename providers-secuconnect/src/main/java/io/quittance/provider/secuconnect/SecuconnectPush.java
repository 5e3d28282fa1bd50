package io.quittance.provider.secuconnect;

import io.quittance.spi.NotificationItem;
import io.quittance.spi.ProviderException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * A push as it is sent: an event with the ids of what it concerns, and no state at all. Ids are opaque.
 *
 * @param id the event's id, the same in each repeat
 * @param data what it concerns; the provider means to send one, and anything from none on is taken
 */
record SecuconnectPush(String id, List<Entry> data) {

    private static final String OBJECT = "event.pushes";
    private static final int MAX_EVENT_ID = 200;
    private static final int MAX_SUBJECT = 200;
    private static final int MAX_TARGET = 100;
    private static final int MAX_ENTRIES = 100;

    /**
     * One thing that a push concerns.
     *
     * @param object its type
     * @param id its id
     */
    record Entry(String object, String id) {}

    SecuconnectPush {
        data = List.copyOf(data);
    }

    /**
     * Reads a push.
     *
     * @throws ProviderException permanent if the object is something else; the message quotes nothing of it
     */
    static SecuconnectPush of(JsonObject json) {
        if (!OBJECT.equals(json.getValue("object"))) {
            throw ProviderException.permanent("Not a push: \"object\" must be \"" + OBJECT + "\"");
        }
        String target = text(json, "target", MAX_TARGET);
        if (json.getValue("type") != null) {
            text(json, "type", MAX_TARGET);
        }
        return new SecuconnectPush(
                text(json, "id", MAX_EVENT_ID),
                entries(json).map(entry -> entry(entry, target)).toList());
    }

    /** One item for each different thing. */
    List<NotificationItem> items() {
        return data.stream().distinct().map(this::item).toList();
    }

    private NotificationItem item(Entry entry) {
        PushTarget target = PushTarget.named(entry.object());
        String key = id + "/" + entry.object() + "/" + entry.id();
        return new NotificationItem(key, entry.id(), target.kind(), target.effect());
    }

    private static Stream<?> entries(JsonObject json) {
        Object data = json.getValue("data");
        if (data == null) {
            return Stream.empty();
        }
        if (data instanceof JsonArray array && array.size() <= MAX_ENTRIES) {
            return array.stream();
        }
        throw ProviderException.permanent("\"data\" of a push must be an array of at most " + MAX_ENTRIES + " entries");
    }

    private static Entry entry(Object value, String target) {
        if (value instanceof JsonObject entry) {
            String object = entry.getValue("object") == null ? target : text(entry, "object", MAX_TARGET);
            return new Entry(object, text(entry, "id", MAX_SUBJECT));
        }
        throw ProviderException.permanent("Each entry of \"data\" of a push must be an object");
    }

    private static String text(JsonObject json, String field, int maxLength) {
        String text = LenientJson.text(json, field);
        if (text != null && text.length() <= maxLength) {
            return text;
        }
        throw ProviderException.permanent(
                "\"" + field + "\" of a push must be a text of 1 to " + maxLength + " characters");
    }
}
