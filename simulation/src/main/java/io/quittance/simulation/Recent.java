package io.quittance.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets the eldest of its entries when there are too many, so that a long run needs no more memory. */
public final class Recent<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    public Recent(int most) {
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
