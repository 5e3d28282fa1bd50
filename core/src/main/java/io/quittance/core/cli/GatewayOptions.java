package io.quittance.core.cli;

import io.quittance.core.Configured;
import io.quittance.core.config.ManagementConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which running gateway is asked: the one of a configuration file, or one at an address, with a token from the environment. */
final class GatewayOptions {

    private static final String USUAL_VARIABLE = "QUITTANCE_TOKEN";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The gateway's configuration file, which tells its address and a token.")
    private @Nullable Path config;

    @Option(
            names = {"--url", "--gateway"},
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            converter = ManagementAddress.class,
            description = "The gateway's management address. Default: that of the file.")
    private @Nullable URI url;

    @Option(
            names = "--token-env",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The environment variable with the token. Default: one of the file's tokens, without a file "
                    + USUAL_VARIABLE + ".")
    private @Nullable String tokenVariable;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "Certificates in PEM of those who vouch for the gateway's. Default: the authorities that Java trusts. "
                            + "The certificate that the configuration file names is trusted without.")
    private @Nullable Path authorities;

    /** The gateway, to be asked what any token may ask. */
    RunningGateway toRead() {
        return gateway(RunningGateway::toRead);
    }

    /** The gateway, to be asked for what takes more than a viewer. */
    RunningGateway toAct() {
        return gateway(RunningGateway::new);
    }

    /** The file, if one is named. */
    @Nullable
    Path config() {
        return config;
    }

    /** How these options are written, to be typed once more. */
    String typed() {
        StringBuilder typed = new StringBuilder();
        append(typed, "--config", config);
        append(typed, "--url", url);
        append(typed, "--token-env", tokenVariable);
        append(typed, "--ca", authorities);
        return typed.toString();
    }

    private static void append(StringBuilder typed, String name, @Nullable Object value) {
        if (value != null) {
            typed.append(' ').append(name).append(' ').append(value);
        }
    }

    private RunningGateway gateway(Function<ManagementConfig, RunningGateway> ofConfiguration) {
        if (config != null) {
            try (Configured configured = Installation.source(config).load()) {
                return ofConfiguration
                        .apply(configured.config().management())
                        .at(url)
                        .withTokenFrom(tokenVariable)
                        .vouchedForBy(authorities);
            }
        }
        URI address = url;
        if (address == null) {
            throw new CommandException("say which gateway: --config FILE, or --url URL with its token in the variable "
                    + USUAL_VARIABLE + " or the one that --token-env names");
        }
        String variable = tokenVariable == null ? USUAL_VARIABLE : tokenVariable;
        return new RunningGateway(
                () -> address, () -> RunningGateway.fromEnvironment(variable), new GatewayTrust(null, authorities));
    }
}
