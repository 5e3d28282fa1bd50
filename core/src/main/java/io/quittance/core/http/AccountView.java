package io.quittance.core.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configured account, as people see it.
 *
 * @param live whether it takes real money
 * @param running whether its plugin takes notifications
 * @param isolation how far its plugin is kept away from event loops: none, worker, quarantine
 * @param problem why it does not run, or not as others do, in words; null: there is none
 * @param credentials the names of all credentials with which its provider can prove to be it
 */
public record AccountView(
        String id,
        String merchant,
        String provider,
        String path,
        boolean live,
        boolean running,
        String isolation,
        @Nullable String problem,
        @JsonIgnore List<String> credentials) {}
