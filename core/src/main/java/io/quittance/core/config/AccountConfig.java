package io.quittance.core.config;

import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.Secret;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One configured use of a provider by one merchant.
 *
 * @param path where the provider posts, exactly
 * @param clientNames those in lower case of which a sender's certificate must have one; none: no certificate is asked for
 * @param live whether it takes real money
 * @param settings as the provider's schema allows them, with a placeholder in place of each secret
 * @param secrets by JSON pointer into the settings
 * @param policy how its payments are judged
 * @param whenBlocking what becomes of it if its plugin keeps blocking event loops
 * @param acknowledgements answers that replace the plugin's, by outcome
 * @param retention how long its notifications are kept
 */
public record AccountConfig(
        String id,
        String merchant,
        String provider,
        String path,
        List<String> clientNames,
        boolean live,
        JsonObject settings,
        Map<String, Secret> secrets,
        Policy policy,
        WhenBlocking whenBlocking,
        Map<IntakeOutcome, Answer> acknowledgements,
        RetentionConfig.OfAccount retention) {

    public AccountConfig {
        clientNames = List.copyOf(clientNames);
        secrets = Map.copyOf(secrets);
        acknowledgements = Map.copyOf(acknowledgements);
    }

    /** One whose notifications are kept as those of all, and whose senders need no certificate. */
    @SuppressWarnings("checkstyle:ParameterNumber") // What an account has.
    public AccountConfig(
            String id,
            String merchant,
            String provider,
            String path,
            boolean live,
            JsonObject settings,
            Map<String, Secret> secrets,
            Policy policy,
            WhenBlocking whenBlocking,
            Map<IntakeOutcome, Answer> acknowledgements) {
        this(
                id,
                merchant,
                provider,
                path,
                List.of(),
                live,
                settings,
                secrets,
                policy,
                whenBlocking,
                acknowledgements,
                RetentionConfig.OfAccount.AS_ALL);
    }

    /**
     * How the payments of an account are judged.
     *
     * @param tolerance how far a paid sum may miss the order's amount, in minor units
     * @param caseGrace how long an order may be unknown before anybody is bothered
     * @param expectEvery the longest silence that is normal; null: any
     * @param recurringRequiresOrder whether a recurring payment without a registered order is a case
     */
    public record Policy(
            long tolerance, Duration caseGrace, @Nullable Duration expectEvery, boolean recurringRequiresOrder) {}

    /** An answer that replaces the plugin's. */
    public record Answer(int status, Map<String, String> headers, String body) {

        public Answer {
            headers = Map.copyOf(headers);
        }
    }
}
