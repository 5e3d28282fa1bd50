package io.quittance.distribution;

/** A gateway that serves a shop, and the ways to it. */
record RunningShop(Shop shop, GatewayProcess process, HttpSender http) implements AutoCloseable {
    RunningShop(Shop shop, GatewayProcess process) {
        this(shop, process, new HttpSender());
    }

    RunningShop awaitReady() {
        process.awaitReady();
        return this;
    }

    ProviderClient providers() {
        return providers(Shop.MERCHANT);
    }

    ProviderClient providers(String merchant) {
        return new ProviderClient(process.intake(), merchant, http);
    }

    ManagementClient management() {
        return management(Shop.MERCHANT);
    }

    ManagementClient management(String merchant) {
        return new ManagementClient(process.management(), shop.secrets().token(), merchant, http);
    }

    @Override
    public void close() {
        process.close();
    }
}
