package io.quittance.core.http;

import io.quittance.core.intake.SourceNetwork;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who may hold how many of the connections that there may be. The last eighth of them is for those who hold less than an equal
 * share, so that a flood from one network leaves room for who comes next from another. Where there is none left, who holds the most
 * gives up the oldest on which nothing is under way; nobody takes one of who holds less. Not for several threads.
 *
 * @param <C> a connection
 */
final class ConnectionShares<C> {

    private static final int RESERVED_PART = 8;

    private final int most;
    private final Map<String, Source> sources = new HashMap<>();
    private final Map<C, Source> holders = new HashMap<>();

    // Of whom one may go, who holds the most last. Whoever comes while there is no room costs no search among
    // thousands.
    private final NavigableSet<Source> givers = new TreeSet<>(
            Comparator.<Source>comparingInt(source -> source.held).thenComparing(source -> source.network));

    /** Nobody holds any of so many connections yet. */
    ConnectionShares(int most) {
        this.most = most;
    }

    /**
     * Somebody connects.
     *
     * @param address of who does
     * @param end ends a connection that has to go for it, which is no longer held then
     * @return whether there is room for it; it is held then, and idle
     */
    boolean enter(C connection, String address, Consumer<C> end) {
        String network = SourceNetwork.of(address);
        Source known = sources.get(network);
        if (isFull(known == null ? 0 : known.held)) {
            Optional<C> other = mayGo(known);
            if (other.isEmpty()) {
                return false;
            }
            leave(other.get());
            end.accept(other.get());
        }
        Source source = sources.computeIfAbsent(network, Source::new);
        change(source, () -> {
            source.held++;
            source.idle.add(connection);
        });
        holders.put(connection, source);
        return true;
    }

    private boolean isFull(int held) {
        int taken = holders.size();
        // One more than there are: who comes next has a share as well.
        boolean atItsShare = held >= most / (sources.size() + 1);
        return taken >= most || (taken >= most - most / RESERVED_PART && atItsShare);
    }

    private Optional<C> mayGo(@Nullable Source comer) {
        int held = comer == null ? 0 : comer.held;
        Optional<Source> most = givers.isEmpty() ? Optional.empty() : Optional.of(givers.last());
        return most.filter(source -> source.held > held)
                .or(() -> Optional.ofNullable(comer))
                .map(source -> source.idle.iterator())
                .filter(Iterator::hasNext)
                .map(Iterator::next);
    }

    /** Its place among the others follows from what changes. */
    private void change(Source source, Runnable change) {
        givers.remove(source);
        change.run();
        if (!source.idle.isEmpty()) {
            givers.add(source);
        }
    }

    /** A connection has ended; it may have been told before. */
    void leave(C connection) {
        Source source = holders.remove(connection);
        if (source != null) {
            change(source, () -> {
                source.held--;
                source.idle.remove(connection);
            });
            if (source.held == 0) {
                sources.remove(source.network);
            }
        }
    }

    /** Something is under way on a connection, which is not ended for another meanwhile. */
    void busy(C connection) {
        Source source = holders.get(connection);
        if (source != null && source.idle.remove(connection) && source.idle.isEmpty()) {
            givers.remove(source);
        }
    }

    /** Nothing is under way any more. */
    void idle(C connection) {
        Source source = holders.get(connection);
        if (source != null && source.idle.add(connection)) {
            givers.add(source);
        }
    }

    private final class Source {

        private final String network;
        private final Set<C> idle = new LinkedHashSet<>();
        private int held;

        Source(String network) {
            this.network = network;
        }
    }
}
