package io.quittance.spi.conformance;

import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.ProviderContext;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A provider with one thing wrong.
 *
 * @param flaw what, in words
 * @param check the check that must find it
 * @param text a part of what the check must say
 */
record BadProvider(String flaw, String check, String text, Supplier<PaymentProviderFactory> factory) {

    /** One whose factory is wrong. */
    static BadProvider factory(String flaw, String check, String text, Supplier<PaymentProviderFactory> factory) {
        return new BadProvider(flaw, check, text, factory);
    }

    /** One whose factory is right. */
    static BadProvider provider(
            String flaw, String check, String text, BiFunction<String, ProviderContext, PaymentProvider> create) {
        return new BadProvider(flaw, check, text, () -> new BadFactories.Creating(create));
    }

    @Override
    public String toString() {
        return flaw;
    }
}
