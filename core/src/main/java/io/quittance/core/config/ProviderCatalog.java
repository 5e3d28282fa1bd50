package io.quittance.core.config;

import io.quittance.spi.ProviderManifest;
import java.util.Optional;
import java.util.SortedSet;

/** The providers that are there, as far as checking a configuration needs them. */
public interface ProviderCatalog {

    /** Their names. */
    SortedSet<String> names();

    /** What a provider says about itself; empty if there is none of that name. */
    Optional<ProviderManifest> manifest(String name);
}
