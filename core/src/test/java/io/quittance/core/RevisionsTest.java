package io.quittance.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.IntakeConfig;
import io.quittance.core.config.ManagementConfig;
import io.quittance.core.config.Problem;
import io.quittance.core.config.StoreConfig;
import io.quittance.core.plan.Fingerprints;
import io.quittance.core.plugin.LoadedPlugins;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RevisionsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Configured ONE = configured(8080);
    private static final Configured TWO = configured(9090);
    private static final ConfigurationException WRONG =
            new ConfigurationException(List.of(new Problem("/intaek", "unknown key")));

    @Test
    void shouldBeginWithNothingToGoBackTo() {
        Revisions first = Revisions.first(ONE, NOON);

        assertThat(first.before()).isNull();
        assertThat(first.asInFiles()).isTrue();
    }

    @Test
    void shouldGoBackAndForward() {
        Revisions back = Revisions.first(ONE, NOON).changed(TWO, NOON).rolledBack(NOON.plusSeconds(1));

        assertThat(back.inForce()).isSameAs(ONE);
        assertThat(back.before()).isSameAs(TWO);
        assertThat(back.since()).isEqualTo(NOON.plusSeconds(1));
        assertThat(back.asInFiles()).isFalse();
        assertThat(back.rolledBack(NOON).asInFiles()).isTrue();
        assertThat(back.rolledBack(NOON).inForce()).isSameAs(TWO);
    }

    @Test
    void shouldForgetARefusalOnlyWhenAChangeIsApplied() {
        Revisions refused = Revisions.first(ONE, NOON).changed(TWO, NOON).refused(WRONG, NOON);

        assertThat(refused.inForce()).isSameAs(TWO);
        assertThat(refused.asInFiles()).isFalse();
        assertThat(refused.rolledBack(NOON).refused()).isEqualTo(refused.refused());
        assertThat(refused.changed(ONE, NOON).asInFiles()).isTrue();
    }

    @Test
    void shouldTellWhatHolds() {
        JsonObject told = Revisions.first(ONE, NOON)
                .changed(TWO, NOON)
                .refused(WRONG, NOON)
                .describe(ONE.config(), Fingerprints.random());

        assertThat(told.getJsonObject("configuration").getJsonObject("intake").getInteger("port"))
                .as("the port of the start")
                .isEqualTo(8080);
        assertThat(told.getBoolean("canRollBack")).isTrue();
        assertThat(told.getString("origin")).isEqualTo("/etc/quittance.json");
        assertThat(told.getJsonObject("refused"))
                .isEqualTo(new JsonObject()
                        .put("at", "2026-11-22T12:00:00Z")
                        .put(
                                "problems",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("pointer", "/intaek")
                                                .put("detail", "unknown key"))));
    }

    private static Configured configured(int port) {
        GatewayConfig config = new GatewayConfig(
                new IntakeConfig("127.0.0.1", port, null, null, 100_000, List.of()),
                new ManagementConfig("127.0.0.1", 8081, null, List.of(), List.of()),
                new StoreConfig.Embedded(Path.of("data")),
                Path.of("plugins"),
                List.of(),
                List.of());
        return new Configured(config, new LoadedPlugins(List.of(), List.of()), Path.of("/etc/quittance.json"));
    }
}
