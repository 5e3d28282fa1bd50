package io.quittance.core.intake;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.AccountConfig.Answer;
import io.quittance.core.config.Warning;
import io.quittance.core.config.WhenBlocking;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.plugin.TestingAccounts;
import io.quittance.core.testing.FakeProvider;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.AnswerPolicy;
import io.quittance.spi.AnswerPolicy.Withholding;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.ProviderManifest;
import io.quittance.spi.ProviderManifest.KeySource;
import io.quittance.spi.SpiRange;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class AnswerLintTest {

    private static final AnswerPolicy TOUCHY =
            new AnswerPolicy(Set.of(200), "[ok]", List.of(new Withholding(400, 499, Duration.ofHours(6))));

    @Test
    void shouldWarnOfARefusalThatHoldsUpLaterNotifications(Vertx vertx) throws Exception {
        assertThat(warnings(vertx, TOUCHY, 503, Map.of(IntakeOutcome.MALFORMED, answer(422, ""))))
                .containsExactly("warning: /accounts/1/acknowledgements/malformed/status: makes fake withhold all later"
                        + " notifications for up to 6 h, as every answer from 400 to 499 does; leave it out to answer"
                        + " 503");
        assertThat(warnings(vertx, TOUCHY, 400, Map.of(IntakeOutcome.MALFORMED, answer(422, ""))))
                .singleElement()
                .asString()
                .endsWith("take a status outside of these");
        assertThat(warnings(vertx, TOUCHY, 400, Map.of(IntakeOutcome.MALFORMED, answer(500, ""))))
                .isEmpty();
    }

    @Test
    void shouldWarnOfASuccessThatIsNone(Vertx vertx) throws Exception {
        assertThat(warnings(vertx, TOUCHY, 400, Map.of(IntakeOutcome.ACCEPTED, answer(202, "[ok]"))))
                .containsExactly("warning: /accounts/1/acknowledgements/accepted/status: is no acknowledgement to fake,"
                        + " which takes only the status 200: it would send every such notification again for 24 h");
        assertThat(warnings(vertx, TOUCHY, 400, Map.of(IntakeOutcome.IGNORED, answer(200, "fine"))))
                .containsExactly("warning: /accounts/1/acknowledgements/ignored/body: is no acknowledgement to fake,"
                        + " which takes only the body \"[ok]\": it would send every such notification again for 24 h");
        assertThat(warnings(vertx, TOUCHY, 400, Map.of(IntakeOutcome.ACCEPTED, answer(200, "[ok]"))))
                .isEmpty();
    }

    @Test
    void shouldWarnOfAnAnswerThatChangesNothing(Vertx vertx) throws Exception {
        assertThat(warnings(vertx, AnswerPolicy.UNDOCUMENTED, 400, Map.of(IntakeOutcome.MALFORMED, answer(400, ""))))
                .containsExactly(
                        "warning: /accounts/1/acknowledgements/malformed: is what fake is answered anyway; leave it out");
        assertThat(warnings(vertx, AnswerPolicy.UNDOCUMENTED, 400, Map.of(IntakeOutcome.MALFORMED, answer(400, "no"))))
                .isEmpty();
    }

    @Test
    void shouldSayWhatTheProviderDoes(Vertx vertx) throws Exception {
        RunningAccount account = account(vertx, TOUCHY, 429, Map.of(IntakeOutcome.ACCEPTED, answer(200, "[ok]")));

        List<ExplainedAnswer> matrix = ExplainedAnswer.matrix(account).await(30, SECONDS);

        assertThat(matrix.stream()
                        .collect(Collectors.toMap(
                                ExplainedAnswer::outcome, explained -> explained.consequence(account.manifest()))))
                .containsEntry(IntakeOutcome.ACCEPTED, "ends its repeats")
                .containsEntry(IntakeOutcome.DUPLICATE, "takes it for no acknowledgement: sends again for 24 h")
                .containsEntry(
                        IntakeOutcome.MALFORMED,
                        "sends again for 24 h, and withholds later notifications for up to 6 h")
                .hasSize(IntakeOutcome.values().length);
    }

    private static List<String> warnings(
            Vertx vertx, AnswerPolicy policy, int refusal, Map<IntakeOutcome, Answer> configured) throws Exception {
        RunningAccount other = account(vertx, policy, refusal, Map.of());
        RunningAccount account = account(vertx, policy, refusal, configured);
        return AnswerLint.of(List.of(other, account)).await(30, SECONDS).stream()
                .map(Warning::toString)
                .toList();
    }

    private static RunningAccount account(
            Vertx vertx, AnswerPolicy policy, int refusal, Map<IntakeOutcome, Answer> configured) throws Exception {
        ProviderManifest manifest = new ProviderManifest(
                        "1.0.0",
                        SpiRange.builtFor("1.0"),
                        new JsonObject(),
                        Set.of("POST"),
                        Duration.ofHours(24),
                        KeySource.EVENT_ID,
                        Set.of(),
                        Set.of(),
                        List.of())
                .withAnswers(policy);
        AccountConfig config = new AccountConfig(
                "shop",
                "merchant",
                "fake",
                "/shop",
                false,
                new JsonObject(),
                Map.of(),
                new AccountConfig.Policy(0, Duration.ofMinutes(15), null, false),
                WhenBlocking.WORKER,
                configured);
        FakeProvider provider =
                new FakeProvider().acknowledging(outcome -> Acknowledgement.empty(outcome.isSuccess() ? 200 : refusal));
        return TestingAccounts.start(vertx, config, manifest, provider).await(30, SECONDS);
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, Map.of(), body);
    }
}
