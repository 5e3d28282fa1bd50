package io.quittance.core.console;

import io.quittance.core.store.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is signed in, in the memory of this node alone. Only digests are kept, of a session's id as of the token that opened it:
 * whoever reads these can neither take over a session nor use a token. May be used from any thread.
 */
public final class Sessions {

    /** After so long without a page being asked for, a session ends. */
    public static final Duration IDLE = Duration.ofMinutes(30);

    /** After so long a session ends in any case. */
    public static final Duration LONGEST = Duration.ofHours(12);

    private static final int MOST = 1_000;
    private static final int RANDOM_BYTES = 32;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new HashMap<>();

    /** Nobody is signed in. */
    public Sessions(Clock clock) {
        this.clock = clock;
    }

    /**
     * A session.
     *
     * @param tokenDigest of the token that opened it; it holds while that token does
     * @param csrf what its forms must send along
     */
    public record Session(byte[] tokenDigest, String csrf, Instant openedAt, Instant usedAt) {

        private boolean isOver(Instant now) {
            return !now.isBefore(openedAt.plus(LONGEST)) || !now.isBefore(usedAt.plus(IDLE));
        }

        private Session usedAt(Instant now) {
            return new Session(tokenDigest, csrf, openedAt, now);
        }

        /** Whether a form was made for this session. */
        public boolean isOfForm(String sent) {
            return MessageDigest.isEqual(csrf.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Opens one, and gives its id, which is told to nobody but the browser. */
    public synchronized String open(byte[] tokenDigest) {
        Instant now = clock.instant();
        makeRoom(now);
        String id = random();
        sessions.put(digest(id), new Session(tokenDigest, random(), now, now));
        return id;
    }

    /**
     * One by its id; empty if there is none, or it is over.
     *
     * @param byVisitor whether the visitor did something, which a page that keeps itself up to date is not
     */
    public synchronized Optional<Session> find(String id, boolean byVisitor) {
        Instant now = clock.instant();
        String key = digest(id);
        Session session = sessions.get(key);
        if (session == null || session.isOver(now)) {
            sessions.remove(key);
            return Optional.empty();
        }
        Session found = byVisitor ? session.usedAt(now) : session;
        sessions.put(key, found);
        return Optional.of(found);
    }

    /** Ends one, if there is one of that id. */
    public synchronized void close(String id) {
        sessions.remove(digest(id));
    }

    private void makeRoom(Instant now) {
        sessions.values().removeIf(session -> session.isOver(now));
        if (sessions.size() >= MOST) {
            sessions.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().usedAt()))
                    .map(Map.Entry::getKey)
                    .ifPresent(sessions::remove);
        }
    }

    private String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String digest(String id) {
        return Digests.sha256Hex(id.getBytes(StandardCharsets.UTF_8));
    }
}
