package io.quittance.core.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * Up to where a consumer has read the feed of a merchant. Users get it as opaque text; it is good for as long as the store
 * is, and for no other merchant's feed.
 *
 * @param position of the last event that was read; 0: none yet
 */
public record FeedCursor(String merchant, long position) {

    private static final int BYTES = 2 * Long.BYTES;

    /** The cursor of a text that {@link #toString()} made for this merchant; empty for any other text. */
    public static Optional<FeedCursor> parse(String merchant, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text.getBytes(ISO_8859_1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        boolean own = buffer.getLong() == mark(merchant);
        long position = buffer.getLong();
        return own && position >= 0 ? Optional.of(new FeedCursor(merchant, position)) : Optional.empty();
    }

    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(mark(merchant))
                .putLong(position)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static long mark(String merchant) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(("feed\0" + merchant).getBytes(UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
