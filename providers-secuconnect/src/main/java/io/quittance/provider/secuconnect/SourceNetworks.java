package io.quittance.provider.secuconnect;

import io.quittance.spi.ProviderException;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where pushes may come from. A fence and no proof: the provider names its networks nowhere as complete, and addresses can
 * be shared.
 *
 * @param networks none if pushes may come from anywhere
 */
record SourceNetworks(List<IpNetwork> networks) {

    static final SourceNetworks ANY = new SourceNetworks(List.of());

    SourceNetworks {
        networks = List.copyOf(networks);
    }

    /**
     * Reads the setting.
     *
     * @param entries CIDR texts; null if the setting is not there
     * @throws ProviderException with category configuration that names the entry that is wrong
     */
    static SourceNetworks of(@Nullable JsonArray entries) {
        if (entries == null) {
            return ANY;
        }
        if (entries.isEmpty()) {
            throw ProviderException.configuration(
                    "/sourceNetworks is empty, which would refuse every push; name at least"
                            + " one network, or leave it out to take pushes from anywhere");
        }
        List<IpNetwork> networks = new ArrayList<>();
        for (Object entry : entries) {
            String place = "/sourceNetworks/" + networks.size();
            networks.add(IpNetwork.parse(String.valueOf(entry))
                    .orElseThrow(() -> ProviderException.configuration(
                            place + " is no network; allowed is an IPv4 or IPv6 address with or without the length of a"
                                    + " prefix, such as 91.195.150.0/23 or 2001:db8::/32")));
        }
        return new SourceNetworks(networks);
    }

    /** Whether a push from this address is let in. What is no address is not, unless there is no fence. */
    boolean admit(String address) {
        return networks.isEmpty()
                || IpAddress.parse(address)
                        .filter(sender -> networks.stream().anyMatch(network -> network.contains(sender)))
                        .isPresent();
    }
}
