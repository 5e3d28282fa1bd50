package io.quittance.core.store;

import java.util.HashMap;
import java.util.Map;

/**
 * Room that is shared: nobody may hold more of it than is free. So one alone gets half of it, two get a third each, and there is
 * always some left for whoever comes next, without a share that is reserved and lies idle. Not for several threads.
 */
public final class SharedRoom {

    private final long capacity;
    private final Map<String, Long> held = new HashMap<>();
    private long taken;

    /** Room for so much. */
    public SharedRoom(long capacity) {
        this.capacity = capacity;
    }

    /** Takes so much, or nothing. */
    public boolean take(String owner, long amount) {
        long own = held.getOrDefault(owner, 0L);
        if (own + amount > capacity - taken) {
            return false;
        }
        held.put(owner, own + amount);
        taken += amount;
        return true;
    }

    /** Gives back so much of what was taken. */
    public void giveBack(String owner, long amount) {
        held.computeIfPresent(owner, (whose, own) -> own == amount ? null : own - amount);
        taken -= amount;
    }
}
