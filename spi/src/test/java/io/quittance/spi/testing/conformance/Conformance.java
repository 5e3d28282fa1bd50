package io.quittance.spi.testing.conformance;

import java.util.List;
import java.util.stream.Stream;

/** What is asked of every provider. */
public final class Conformance {

    private Conformance() {}

    /** All checks, in the order in which a provider meets what they are about. */
    public static List<Check> checks() {
        return Stream.of(
                        ManifestChecks.all(),
                        FactoryChecks.all(),
                        AuthenticationChecks.all(),
                        ParseChecks.all(),
                        AcknowledgementChecks.all(),
                        SecrecyChecks.all(),
                        HostileChecks.all(),
                        MoneyChecks.all(),
                        LifeChecks.all(),
                        ApiChecks.all(),
                        LoopChecks.all(),
                        SimulatorChecks.all())
                .flatMap(List::stream)
                .toList();
    }
}
