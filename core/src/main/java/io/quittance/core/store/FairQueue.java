package io.quittance.core.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A bounded queue that its owners share: each has a lane, and the lanes are served in turn, so that whoever has little waiting
 * does not stand behind whoever has much. Not for several threads.
 *
 * @param <T> what waits
 */
final class FairQueue<T> {

    private final Function<T, String> owner;
    private final SharedRoom room;
    private final Map<String, Deque<T>> lanes = new LinkedHashMap<>();
    private int size;

    /**
     * An empty queue.
     *
     * @param capacity how many may wait, of one owner alone half of them
     * @param owner whose an entry is
     */
    FairQueue(int capacity, Function<T, String> owner) {
        this.owner = owner;
        this.room = new SharedRoom(capacity);
    }

    /** Adds an entry, unless there is no room for it. */
    boolean offer(T entry) {
        String whose = owner.apply(entry);
        if (!room.take(whose, 1)) {
            return false;
        }
        lanes.computeIfAbsent(whose, first -> new ArrayDeque<>()).add(entry);
        size++;
        return true;
    }

    /** Takes the oldest entry of the owner whose turn it is. */
    T remove() {
        Iterator<Map.Entry<String, Deque<T>>> turns = lanes.entrySet().iterator();
        Map.Entry<String, Deque<T>> turn = turns.next();
        Deque<T> lane = turn.getValue();
        T entry = lane.remove();
        String whose = turn.getKey();
        turns.remove();
        if (!lane.isEmpty()) {
            lanes.put(whose, lane);
        }
        room.giveBack(whose, 1);
        size--;
        return entry;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }
}
