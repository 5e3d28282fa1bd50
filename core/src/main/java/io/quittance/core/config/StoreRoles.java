package io.quittance.core.config;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The roles that use a store without owning it. Whoever migrates it gives them what they may.
 *
 * @param run as which gateways run; null: none
 * @param read as which people and reports read; null: none
 */
public record StoreRoles(@Nullable String run, @Nullable String read) {

    /** Nobody but the owner uses it. */
    public static final StoreRoles NONE = new StoreRoles(null, null);

    /** The names of those that there are. */
    public Stream<String> names() {
        return Stream.of(Optional.ofNullable(run), Optional.ofNullable(read)).flatMap(Optional::stream);
    }
}
