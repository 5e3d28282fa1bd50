package io.quittance.core.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page of a list ended. Users get it as opaque text and hand it back.
 *
 * @param position the id of the page's last row
 */
public record Cursor(UUID position) {

    /** The cursor of a text that {@link #toString()} made; empty for any other text. */
    public static Optional<Cursor> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text.getBytes(ISO_8859_1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != 2 * Long.BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return Optional.of(new Cursor(new UUID(buffer.getLong(), buffer.getLong())));
    }

    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(position.getMostSignificantBits())
                .putLong(position.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
