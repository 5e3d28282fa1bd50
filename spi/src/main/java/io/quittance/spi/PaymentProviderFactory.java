package io.quittance.spi;

import io.vertx.core.json.JsonObject;

/**
 * The entry point of a provider plugin, found with {@link java.util.ServiceLoader}.
 *
 * <p>A plugin jar names its implementation in {@code META-INF/services/io.quittance.spi.PaymentProviderFactory}. The
 * class is public, has a public constructor without parameters, and keeps no state: one instance serves every account of
 * the provider.
 *
 * <p>Lifecycle:
 * <ol>
 *   <li>The gateway constructs the factory once per jar, with the jar's class loader as context class loader.
 *   <li>It reads {@link #name()} and {@link #manifest()}. Both always return equal values.
 *   <li>For each configured account it validates the account's settings against
 *       {@link ProviderManifest#settingsSchema()} and, only if they are valid, calls {@link #create}.
 * </ol>
 *
 * <p>Called on a start-up thread, never on an event loop. No method returns null.
 */
public interface PaymentProviderFactory {

    /** The name by which configuration refers to this provider: lower-case letters, digits and dashes. */
    String name();

    /** What the gateway must know about the provider before it creates one. */
    ProviderManifest manifest();

    /**
     * Creates the provider of one account. Opens no connection and does no other I/O: start-up never waits for a
     * provider's API.
     *
     * @param settings the account's settings, valid by the schema; the value of each secret is replaced by a
     *     placeholder and read with {@link ProviderContext#secret(String)} instead
     * @param context what the gateway lends to this provider, valid until {@link PaymentProvider#close()}
     * @throws ProviderException with category {@link ErrorCategory#CONFIGURATION} if settings that the schema allows do
     *     not fit together; the message is shown to the operator next to the account
     */
    PaymentProvider create(JsonObject settings, ProviderContext context);
}
