package io.quittance.core.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configured account, as people see it.
 *
 * @param live whether it takes real money
 * @param running whether its plugin takes notifications
 * @param problem why it does not run, in words; null: it runs
 * @param credentials the names of all credentials with which its provider can prove to be it
 */
public record AccountView(
        String id,
        String merchant,
        String provider,
        String path,
        boolean live,
        boolean running,
        @Nullable String problem,
        @JsonIgnore List<String> credentials) {}
