package io.quittance.core.console;

import io.quittance.core.console.Overview.AccountHealth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account.
 *
 * @param path where its provider posts
 * @param canBeAsked whether its provider can be asked about payments; null: it does not run
 * @param credentials with which its provider can prove to be it
 * @param answers what its provider is answered, by what becomes of a notification
 * @param settings as JSON, with a placeholder in place of each secret; null: not for this visitor
 */
public record AccountPage(
        Instant now,
        AccountHealth health,
        String path,
        @Nullable Boolean canBeAsked,
        List<Credential> credentials,
        List<Answer> answers,
        @Nullable String settings) {

    public AccountPage {
        credentials = List.copyOf(credentials);
        answers = List.copyOf(answers);
    }

    /**
     * A credential.
     *
     * @param name with the key's fingerprint
     * @param lastUsed when a sender last proved to hold it; null: never
     */
    public record Credential(String name, @Nullable Instant lastUsed) {}

    /**
     * An answer.
     *
     * @param from who says so: the configuration, or the provider's plugin
     * @param consequence what the provider does then, in words
     */
    public record Answer(String outcome, int status, String from, String consequence, String body) {}
}
