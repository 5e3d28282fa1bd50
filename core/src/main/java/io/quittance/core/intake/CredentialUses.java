package io.quittance.core.intake;

import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.CredentialUseStore.CredentialUse;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each credential was last used, gathered in memory and kept now and then: who rotates a key wants the minute, and no
 * notification waits for it. May be called from any thread.
 */
public final class CredentialUses {

    private static final Logger LOGGER = LoggerFactory.getLogger(CredentialUses.class);

    private final Function<Collection<CredentialUse>, Future<Void>> store;
    private final ConcurrentMap<Credential, Instant> unsaved = new ConcurrentHashMap<>();

    /**
     * Gathers them for a store.
     *
     * @param store keeps uses, at most one of each credential
     */
    public CredentialUses(Function<Collection<CredentialUse>, Future<Void>> store) {
        this.store = store;
    }

    /** Keeps in mind that a credential was used. Only those that the provider lists: their number is bounded. */
    Verification note(RunningAccount account, Verification verification, Instant at) {
        verification
                .credential()
                .filter(account.credentials()::contains)
                .ifPresent(name -> unsaved.merge(
                        new Credential(account.config().id(), name),
                        at,
                        (one, other) -> one.isAfter(other) ? one : other));
        return verification;
    }

    /** Keeps what was used since the last time. Never fails: what could not be kept is tried again with the next. */
    public Future<Void> keep() {
        Map<Credential, Instant> used = Map.copyOf(unsaved);
        return store.apply(used.entrySet().stream()
                        .map(use -> new CredentialUse(use.getKey().account, use.getKey().name, use.getValue()))
                        .toList())
                .onSuccess(kept -> used.forEach(unsaved::remove))
                .onFailure(failure -> LOGGER.atDebug().log("The last uses of credentials cannot be kept yet"))
                .otherwiseEmpty();
    }

    private record Credential(String account, String name) {}
}
