package io.quittance.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much is known about who sent a notification. A sender that is refused has none: {@link PaymentProvider#authenticate}
 * throws instead.
 */
public final class Verification {

    private static final Verification UNVERIFIED = new Verification(null);

    private final @Nullable String credential;

    private Verification(@Nullable String credential) {
        this.credential = credential;
    }

    /**
     * The sender proved to hold a credential.
     *
     * @param credential which one, for people and for {@link PaymentProvider#parse}: a name such as
     *     {@code site:1010#5d41402a}, with the {@linkplain Secret#fingerprint fingerprint} of the key where several are
     *     accepted, never the secret itself. At most 200 characters, from the small set that
     *     {@link PaymentProvider#credentials()} lists
     */
    public static Verification verified(String credential) {
        return new Verification(credential);
    }

    /** The provider does not sign. What the notification says is only a reason to ask the provider. */
    public static Verification unverified() {
        return UNVERIFIED;
    }

    /** Whether the sender proved to be the provider. */
    public boolean isVerified() {
        return credential != null;
    }

    /** The name of the credential, if verified. */
    public Optional<String> credential() {
        return Optional.ofNullable(credential);
    }

    @Override
    public String toString() {
        return credential == null ? "unverified" : "verified by " + credential;
    }
}
