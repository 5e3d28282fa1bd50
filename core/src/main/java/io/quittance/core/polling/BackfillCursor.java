package io.quittance.core.polling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page of a back-fill begins. Users get it as opaque text and hand it back.
 *
 * @param from the beginning of the piece of the window; all before it is done
 * @param provider the provider's own cursor within the piece; empty at its beginning
 */
public record BackfillCursor(Instant from, Optional<String> provider) {

    /** The cursor of a text that {@link #text()} made; empty for any other text. */
    public static Optional<BackfillCursor> parse(String text) {
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            int space = decoded.indexOf(' ');
            return space < 0
                    ? Optional.empty()
                    : Optional.of(new BackfillCursor(
                            Instant.parse(decoded.substring(0, space)),
                            Optional.of(decoded.substring(space + 1)).filter(cursor -> !cursor.isEmpty())));
        } catch (IllegalArgumentException | DateTimeException anythingElse) {
            return Optional.empty();
        }
    }

    /** Opaque to everybody else. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((from + " " + provider.orElse("")).getBytes(UTF_8));
    }
}
