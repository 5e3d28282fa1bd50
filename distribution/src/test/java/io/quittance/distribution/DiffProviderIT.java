package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.distribution.GatewayProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new jar is tried on what came, while the gateway runs on the old one. */
@EndToEndTest
final class DiffProviderIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SERVICE =
            "src/main/resources/META-INF/services/io.quittance.spi.PaymentProviderFactory";
    private static final String FACTORY = "src/main/java/com/example/deaf/DeafFactory.java";

    @TempDir
    private Path directory;

    @Test
    void shouldTellWhatTheNewJarWouldDecideOtherwise() throws Exception {
        try (TestStore store = TestStore.chosen();
                RunningShop gateway = Shop.with(store).start(directory).awaitReady()) {
            gateway.management().register(Seeds.AUTHORIZED_ORDER, 100, "EUR");
            assertThat(gateway.providers().smart2pay(Seeds.AUTHORIZED).status()).isEqualTo(204);
            await().atMost(SOON).until(() -> status(gateway).equals("authorized"));

            Result same = diff(shipped("smart2pay"));
            assertThat(same.lines()).last().isEqualTo("compared 1 notifications of shop-cards: nothing differs");
            assertThat(same.exitCode()).isZero();

            Result deaf = diff(deafPlugin());
            assertThat(deaf.exitCode()).isEqualTo(1);
            assertThat(deaf.lines()).anySatisfy(line -> assertThat(line).startsWith("notification  shop-cards "));
            assertThat(deaf.lines())
                    .containsSequence(
                            "order         shop " + Seeds.AUTHORIZED_ORDER,
                            "    old: authorized, paid 0, refunded 0",
                            "    new: awaiting_payment, paid 0, refunded 0");
            assertThat(deaf.lines())
                    .last()
                    .asString()
                    .startsWith("compared 1 notifications of shop-cards: notification 1, payment 1, order 1");
            assertThat(status(gateway)).isEqualTo("authorized");

            Result broken = diff(Files.writeString(directory.resolve("broken.jar"), "this is no jar"));
            assertThat(broken.exitCode()).isEqualTo(1);
            assertThat(broken.lines()).anySatisfy(line -> assertThat(line).contains("broken.jar"));
        }
    }

    private Result diff(Path jar) throws Exception {
        return GatewayProcess.run(
                directory,
                "diff-provider",
                "--config",
                directory.resolve("quittance.json").toString(),
                "--jar",
                jar.toString());
    }

    private static String status(RunningShop gateway) throws Exception {
        return gateway.management().order(Seeds.AUTHORIZED_ORDER).getString("status");
    }

    private static Path shipped(String provider) throws IOException {
        try (Stream<Path> jars = Files.list(GatewayProcess.HOME.resolve("plugins"))) {
            return jars.filter(jar -> jar.getFileName().toString().contains(provider))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A later Smart2Pay that hears nothing in any notification. */
    private Path deafPlugin() throws IOException {
        Path jar = directory.resolve("deaf.jar");
        new PluginBuild(directory.resolve("deaf"))
                .jar(Map.of(SERVICE, "com.example.deaf.DeafFactory", FACTORY, """
                package com.example.deaf;

                import io.quittance.spi.*;
                import io.vertx.core.Future;
                import io.vertx.core.json.JsonObject;
                import java.time.Duration;
                import java.util.*;

                public final class DeafFactory implements PaymentProviderFactory {
                    public String name() {
                        return "smart2pay";
                    }

                    public ProviderManifest manifest() {
                        return new ProviderManifest("9.0.0", SpiRange.builtFor("1.0"), new JsonObject().put("type", "object"),
                                Set.of("POST"), Duration.ofHours(24), ProviderManifest.KeySource.CONTENT, Set.of(), Set.of(),
                                List.of());
                    }

                    public PaymentProvider create(JsonObject settings, ProviderContext context) {
                        return new PaymentProvider() {
                            public Verification authenticate(InboundNotification inbound) {
                                return Verification.unverified();
                            }

                            public List<NotificationItem> parse(InboundNotification inbound, Verification verification) {
                                return List.of();
                            }

                            public Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome) {
                                return Acknowledgement.standard(outcome, 204);
                            }

                            public Future<List<PaymentObservation>> reconcile(ReconciliationWork work, PaymentStore store) {
                                return Future.succeededFuture(List.of());
                            }
                        };
                    }
                }
                """), jar);
        return jar;
    }
}
