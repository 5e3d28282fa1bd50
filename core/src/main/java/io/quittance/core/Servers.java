package io.quittance.core;

import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.TlsConfig;
import io.quittance.core.http.IntakeServers;
import io.quittance.core.http.ManagementServer;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two servers of a gateway: where they listen, and which certificates they show. */
final class Servers {

    private static final Logger LOGGER = LoggerFactory.getLogger(Servers.class);

    private static final String INTAKE = "intake";
    private static final String MANAGEMENT = "management";

    private final IntakeServers intake;
    private final ManagementServer management;
    private final GatewayMetrics metrics;
    private volatile int intakePort;

    /** Servers that do not listen yet. */
    Servers(IntakeServers intake, ManagementServer management, GatewayMetrics metrics) {
        this.intake = intake;
        this.management = management;
        this.metrics = metrics;
    }

    /**
     * Begins to listen, the intake first.
     *
     * @param announce is told the addresses, a line each
     */
    Future<Void> listen(GatewayConfig config, Consumer<String> announce) {
        Address posted = new Address(
                INTAKE,
                config.intake().tls(),
                config.intake().host(),
                config.intake().port());
        Address asked = new Address(
                MANAGEMENT,
                config.management().tls(),
                config.management().host(),
                config.management().port());
        return listen(posted, intake::listen, announce)
                .onSuccess(port -> intakePort = port)
                .compose(port -> listen(asked, () -> management.listen(asked.host, asked.port), announce))
                .mapEmpty();
    }

    private Future<Integer> listen(Address address, Supplier<Future<Integer>> server, Consumer<String> announce) {
        return server.get()
                .recover(failure -> Future.failedFuture(new StartException(
                        address.name + " cannot listen on " + address.url(address.port) + ": " + failure.getMessage(),
                        failure)))
                .onSuccess(port -> announce.accept(address.name + " listening on " + address.url(port)))
                .onSuccess(port -> measure(address.name, address.tls));
    }

    private record Address(String name, @Nullable TlsConfig tls, String host, int port) {

        String url(int listening) {
            return ServerUrl.of(tls, host, listening);
        }
    }

    /**
     * Shows the certificates of the configuration that is in force now. Never fails: the rest of a changed configuration holds by then, and
     * its plugins must not be closed.
     */
    Future<Void> renewCertificates(GatewayConfig inForce) {
        return Future.join(
                        intake.renewCertificate()
                                .onSuccess(shown ->
                                        measure(INTAKE, inForce.intake().tls())),
                        management
                                .renewCertificate(inForce.management().tls())
                                .onSuccess(shown ->
                                        measure(MANAGEMENT, inForce.management().tls())))
                .<Void>mapEmpty()
                .recover(failure -> {
                    LOGGER.atWarn()
                            .addKeyValue("reason", failure.getMessage())
                            .log("A certificate cannot be used, and the one before is shown on");
                    return Future.succeededFuture();
                });
    }

    private void measure(String server, @Nullable TlsConfig tls) {
        if (tls != null) {
            metrics.servers().certificateShown(server, tls.ends());
        }
    }

    /** Where providers find the intake. */
    URI publicBase(GatewayConfig config) {
        return ServerUrl.publicBase(config.intake(), intakePort);
    }

    /** The intake takes no more connections, and ends when the requests in flight are answered. */
    Future<Void> closeIntake() {
        return intake.close();
    }

    /** The same of the management. */
    Future<Void> closeManagement() {
        return management.close();
    }
}
