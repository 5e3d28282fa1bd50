package io.quittance.provider.smart2pay.simulator;

/** The two back ends. Each counts its payments by itself. */
enum BackEnd {
    ALTERNATIVE("apm", 8_100_000),
    CARD("card", 318_000);

    private final String path;
    private final long firstId;

    BackEnd(String path, long firstId) {
        this.path = path;
        this.firstId = firstId;
    }

    /** The first part of the path of its API. */
    String path() {
        return path;
    }

    long firstId() {
        return firstId;
    }
}
