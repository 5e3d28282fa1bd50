package io.quittance.spi.testing.conformance;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings that keep which of them were asked for. Who looks at all of them has asked for all. */
final class WatchedSettings extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1L;

    private final transient Set<String> asked = new LinkedHashSet<>();

    WatchedSettings(Map<String, Object> settings) {
        super(settings);
    }

    Set<String> asked() {
        return Set.copyOf(asked);
    }

    @Override
    public @Nullable Object get(Object key) {
        asked.add(String.valueOf(key));
        return super.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        asked.add(String.valueOf(key));
        return super.containsKey(key);
    }

    @Override
    public Object getOrDefault(Object key, Object otherwise) {
        asked.add(String.valueOf(key));
        return super.getOrDefault(key, otherwise);
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        asked.addAll(super.keySet());
        return super.entrySet();
    }

    @Override
    public Set<String> keySet() {
        asked.addAll(super.keySet());
        return super.keySet();
    }

    @Override
    public Collection<Object> values() {
        asked.addAll(super.keySet());
        return super.values();
    }
}
