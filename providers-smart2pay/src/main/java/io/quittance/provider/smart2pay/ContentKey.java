package io.quittance.provider.smart2pay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The idempotency key of a notification. Smart2Pay gives events no id, so the key is everything in the notification that
 * we act upon: what differs in any of it is another event, what differs elsewhere (the moment of a retry, a text for
 * people, the type of a number) is not.
 */
final class ContentKey {

    private static final int LONGEST_KEY = 1000;

    private static final List<String> FIELDS = List.of(
            "ID",
            "SiteID",
            "MerchantTransactionID",
            "Amount",
            "CapturedAmount",
            "Currency",
            "PreapprovalID",
            "InitialPaymentID",
            "PaymentID");

    private ContentKey() {}

    static String of(Smart2PayNotification notification, String site) {
        LenientJson content = notification.content();
        JsonArray parts = new JsonArray()
                .add(notification.name())
                .add(notification.backEnd().map(BackEnd::code).orElse(""))
                .add(site);
        FIELDS.forEach(field -> parts.add(content.raw(field)));
        LenientJson status = StatusField.in(content);
        parts.add(status.raw("ID")).add(reasonCodes(status));
        if (content.raw("ID") == null) {
            parts.add(sha256(notification.body().getBytes()));
        }
        String key = parts.encode();
        return key.length() <= LONGEST_KEY ? key : sha256(key.getBytes(UTF_8));
    }

    private static JsonArray reasonCodes(LenientJson status) {
        JsonArray codes = new JsonArray();
        status.objects("Reasons").forEach(reason -> codes.add(reason.raw("Code")));
        return codes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
