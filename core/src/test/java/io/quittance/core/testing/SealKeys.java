package io.quittance.core.testing;

import io.quittance.core.store.KeyRing;
import io.quittance.core.store.NotificationSeal;
import io.quittance.spi.Secret;
import java.util.List;

/** Keys that tests seal with. */
public final class SealKeys {

    public static final String FIRST = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    public static final String SECOND = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    private SealKeys() {}

    /** Seals with the first, opens with all. */
    public static NotificationSeal sealing(String... keys) {
        return new NotificationSeal(new KeyRing(new Secret(List.of(keys))), true);
    }

    /** Seals nothing, opens with all. */
    public static NotificationSeal opening(String... keys) {
        return new NotificationSeal(new KeyRing(new Secret(List.of(keys))), false);
    }
}
