package io.quittance.core.console;

import io.quittance.core.console.Overview.AccountHealth;
import java.time.Instant;
import java.util.List;

/** What runs: accounts, and the providers that they use. */
public record AccountsPage(Instant now, List<AccountHealth> accounts, List<Provider> providers) {

    public AccountsPage {
        accounts = List.copyOf(accounts);
        providers = List.copyOf(providers);
    }

    /**
     * A loaded provider.
     *
     * @param spi the SPI versions that it was built for
     * @param jar the name of the file that it came in
     * @param methods the HTTP methods with which it notifies
     * @param repeats for how long it sends again what is not acknowledged, in words
     */
    public record Provider(String name, String version, String spi, String jar, String methods, String repeats) {}
}
