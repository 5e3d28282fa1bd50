package io.quittance.core.reconcile;

import io.quittance.core.store.Claim;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The subjects that are claimed, from the claim until their decision is written, and for how many more each account has room.
 * Whoever is slow at answering holds up what would be asked next, not what is answered and only waits to be written. Not for
 * several threads.
 */
final class Workload {

    private static final int MOST_ASKED = 128;
    private static final int MOST_HELD = 384;

    private final Set<Claim> held = new HashSet<>();
    private final Map<String, Integer> heldBy = new HashMap<>();
    private final Set<Claim> asked = new HashSet<>();
    private final Map<String, Integer> askedOf = new HashMap<>();

    /** These are claimed, and their provider is asked. */
    void claimed(List<Claim> claims) {
        for (Claim claim : claims) {
            if (held.add(claim)) {
                heldBy.merge(claim.account(), 1, Integer::sum);
            }
            if (asked.add(claim)) {
                askedOf.merge(claim.account(), 1, Integer::sum);
            }
        }
    }

    /** What its provider says is known. */
    void answered(Claim claim) {
        if (asked.remove(claim)) {
            askedOf.merge(claim.account(), -1, Integer::sum);
        }
    }

    /** It is decided, or given up. */
    void ended(Claim claim) {
        answered(claim);
        if (held.remove(claim)) {
            heldBy.merge(claim.account(), -1, Integer::sum);
        }
    }

    /** How many more subjects of an account may be claimed. */
    int room(String account) {
        return Math.min(MOST_ASKED - askedOf.getOrDefault(account, 0), MOST_HELD - heldBy.getOrDefault(account, 0));
    }

    /** All that are claimed. */
    List<Claim> held() {
        return List.copyOf(held);
    }

    boolean isEmpty() {
        return held.isEmpty();
    }
}
