package io.quittance.core.http;

import io.quittance.core.store.SharedRoom;

/**
 * Memory for the bodies of requests that are not answered yet. It is taken as bytes arrive and before anybody can be known to be
 * authentic, so that what strangers send at once is bounded, and a sender who holds much leaves room for the next one.
 *
 * <p>Confined to one event loop.
 */
final class BodyRoom {

    private static final long LEAST_BYTES = 8L << 20;
    private static final long LONGEST_BODIES = 8;

    private final SharedRoom room;

    /** Room for so many bytes. */
    BodyRoom(long bytes) {
        this.room = new SharedRoom(bytes);
    }

    /** Room enough for several of the longest bodies at once, also of a single sender. */
    static BodyRoom forBodiesOf(long maxBytes) {
        return new BodyRoom(Math.max(LEAST_BYTES, LONGEST_BODIES * maxBytes));
    }

    /** Nothing yet, for one request of this sender. */
    Share share(String sender) {
        return new Share(sender);
    }

    /** What one request holds. */
    final class Share {

        private final String sender;
        private long held;

        private Share(String sender) {
            this.sender = sender;
        }

        /** Takes so many bytes more, or none. */
        boolean take(int bytes) {
            if (!room.take(sender, bytes)) {
                return false;
            }
            held += bytes;
            return true;
        }

        /** Once the request is answered, or nobody waits for the answer any more. */
        void giveBack() {
            if (held > 0) {
                room.giveBack(sender, held);
                held = 0;
            }
        }
    }
}
