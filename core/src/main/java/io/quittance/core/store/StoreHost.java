package io.quittance.core.store;

/** One of the servers that may hold a store; an IPv6 address has no brackets. */
public record StoreHost(String name, int port) {

    /** The name as it stands in a URI. */
    String inUri() {
        return name.contains(":") ? "[" + name + "]" : name;
    }

    @Override
    public String toString() {
        return name + ":" + port;
    }
}
