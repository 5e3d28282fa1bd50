package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.quittance.distribution.GatewayProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests for Kubernetes, held to its types, to its standard "restricted", and to what the gateway does. */
class KubernetesIT {
    private static final Path MANIFESTS = GatewayProcess.HOME.resolve("deploy/kubernetes");
    private static final Path MIGRATION = MANIFESTS.resolve("migrate");

    @TempDir
    private Path directory;

    @Test
    void shouldBeWhatKubernetesKnows() throws IOException {
        assertThat(Manifests.in(MANIFESTS))
                .extracting(manifest ->
                        manifest.getKind() + " " + manifest.getMetadata().getName())
                .containsExactlyInAnyOrder(
                        "ConfigMap quittance",
                        "Deployment quittance",
                        "NetworkPolicy quittance",
                        "PodDisruptionBudget quittance",
                        "Service quittance",
                        "Service quittance-management");
    }

    @Test
    void shouldNameEveryManifestInTheKustomization() throws IOException {
        for (Path directory : List.of(MANIFESTS, MIGRATION)) {
            Map<String, List<String>> kustomization = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(directory.resolve("kustomization.yaml")));

            assertThat(kustomization.get("resources")).containsExactlyInAnyOrderElementsOf(Manifests.files(directory));
        }
    }

    @Test
    void shouldSelectThePodsOfTheDeployment() throws IOException {
        Map<String, String> labels =
                deployment().getSpec().getTemplate().getMetadata().getLabels();

        assertThat(labels).isEqualTo(deployment().getSpec().getSelector().getMatchLabels());
        assertThat(of(Service.class))
                .allSatisfy(
                        service -> assertThat(service.getSpec().getSelector()).isEqualTo(labels));
        assertThat(of(NetworkPolicy.class))
                .allSatisfy(
                        policy -> assertThat(policy.getSpec().getPodSelector().getMatchLabels())
                                .isEqualTo(labels));
        assertThat(of(PodDisruptionBudget.class))
                .allSatisfy(budget -> assertThat(budget.getSpec().getSelector().getMatchLabels())
                        .isEqualTo(labels));
        assertThat(deployment().getSpec().getReplicas()).isGreaterThan(1);
    }

    @Test
    void shouldBeAllowedWhereOnlyRestrictedPodsAre() throws IOException {
        PodSpec pod = pod();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(container().getSecurityContext().getAllowPrivilegeEscalation())
                .isFalse();
        assertThat(container().getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container().getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(Files.readString(GatewayProcess.HOME.resolve("deploy/docker/Dockerfile")))
                .contains("USER " + pod.getSecurityContext().getRunAsUser() + ":");
    }

    @Test
    void shouldProbeWhatTheGatewayServes() throws IOException {
        Container container = container();
        assertThat(paths(container.getStartupProbe(), container.getLivenessProbe()))
                .containsOnly("/health/live");
        assertThat(paths(container.getReadinessProbe())).containsOnly("/health/ready");
        String routes = Files.readString(Markdown.checkout().resolve("docs/operations.md"));
        assertThat(routes).contains("`GET /health/live`", "`GET /health/ready`");
    }

    @Test
    void shouldLeaveTimeToEnd() throws IOException {
        long before = Long.parseLong(
                container().getLifecycle().getPreStop().getExec().getCommand().get(1));

        assertThat(pod().getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(before + 10 + 5);
    }

    @Test
    void shouldCarryAConfigurationThatTheGatewayTakes() throws Exception {
        String configuration = of(ConfigMap.class).get(0).getData().get("quittance.json");
        for (String secret : List.of("ops-token", "store-password")) {
            assertThat(configuration).contains("/run/secrets/quittance/" + secret);
            Files.writeString(directory.resolve(secret), "a-secret-that-is-long-enough");
        }
        Path file = Files.writeString(
                directory.resolve("quittance.json"),
                configuration.replace("/run/secrets/quittance", directory.toString()));

        Result check = GatewayProcess.run(directory, "check", "--config", file.toString());

        assertThat(check.exitCode()).as(String.join("\n", check.lines())).isZero();
    }

    @Test
    void shouldMigrateInAPodOfItsOwnThatAloneHasTheOwnersSecret() throws Exception {
        PodSpec migrating = Manifests.of(MIGRATION, Job.class)
                .get(0)
                .getSpec()
                .getTemplate()
                .getSpec();
        assertThat(Manifests.in(MIGRATION))
                .extracting(manifest ->
                        manifest.getKind() + " " + manifest.getMetadata().getName())
                .containsExactlyInAnyOrder("ConfigMap quittance-migrate", "Job quittance-migrate");
        assertThat(migrating.getSecurityContext()).isEqualTo(pod().getSecurityContext());
        assertThat(migrating.getAutomountServiceAccountToken()).isFalse();
        Container migrate = migrating.getContainers().get(0);
        assertThat(migrate.getSecurityContext()).isEqualTo(container().getSecurityContext());
        assertThat(migrate.getImage()).isEqualTo(container().getImage());
        assertThat(migrate.getArgs()).containsExactly("migrate", "--config", "/etc/quittance/migrate.json");
        assertThat(secrets(migrating)).containsExactly("quittance-owner");
        assertThat(secrets(pod())).containsExactly("quittance");

        String secret = "/run/secrets/quittance-owner/store-password";
        String configuration =
                Manifests.of(MIGRATION, ConfigMap.class).get(0).getData().get("migrate.json");
        assertThat(configuration).contains(secret);
        Path password = Files.writeString(directory.resolve("store-password"), "a-secret-that-is-long-enough");
        Path file = Files.writeString(
                directory.resolve("migrate.json"), configuration.replace(secret, password.toString()));
        Result check = GatewayProcess.run(directory, "check", "--config", file.toString());
        assertThat(check.exitCode()).as(String.join("\n", check.lines())).isZero();
    }

    private static List<String> secrets(PodSpec pod) {
        return pod.getVolumes().stream()
                .filter(volume -> volume.getSecret() != null)
                .map(volume -> volume.getSecret().getSecretName())
                .toList();
    }

    private static List<String> paths(Probe... probes) {
        return Stream.of(probes)
                .peek(probe ->
                        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management"))
                .map(probe -> probe.getHttpGet().getPath())
                .toList();
    }

    private static Container container() throws IOException {
        return pod().getContainers().get(0);
    }

    private static PodSpec pod() throws IOException {
        return deployment().getSpec().getTemplate().getSpec();
    }

    private static Deployment deployment() throws IOException {
        return of(Deployment.class).get(0);
    }

    private static <T extends HasMetadata> List<T> of(Class<T> kind) throws IOException {
        return Manifests.of(MANIFESTS, kind);
    }
}
