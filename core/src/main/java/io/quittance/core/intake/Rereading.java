package io.quittance.core.intake;

import io.quittance.core.plugin.PluginUnavailableException;
import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.Reread;
import io.quittance.core.store.StoredNotification;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import java.util.List;

/**
 * Reads a stored notification again, as intake does: from {@code parse} on. Its sender is not authenticated again, since of
 * the secrets in it only fingerprints are kept; what was found out then stands.
 */
public final class Rereading {

    private Rereading() {}

    /**
     * What the account's plugin reads in it now. To be called where code of the plugin may run; fails with a {@link
     * PluginUnavailableException} if it is to be read at another time, and otherwise never.
     */
    public static Future<Reread> of(RunningAccount account, StoredNotification stored) {
        ReceivedNotification inbound = new ReceivedNotification(
                stored.receivedAt(),
                stored.method(),
                stored.path(),
                stored.query(),
                stored.headers(),
                stored.remoteAddress(),
                stored.body());
        String credential = stored.credential();
        Verification verification = credential == null ? Verification.unverified() : Verification.verified(credential);
        return Reading.read(account, inbound, verification)
                .map(reading -> reading.result() == Reading.Result.READ
                        ? new Reread(stored.account(), stored.id(), true, Evidence.itemKeys(reading.items()))
                        : unreadable(stored))
                .recover(failure -> failure instanceof ProviderException
                        ? Future.succeededFuture(unreadable(stored))
                        : Future.failedFuture(failure));
    }

    /** The same notification, if the plugin cannot read it. */
    public static Reread unreadable(StoredNotification stored) {
        return new Reread(stored.account(), stored.id(), false, List.of());
    }
}
