package io.quittance.spi.testing.conformance;

import io.quittance.spi.Secret;
import java.util.ArrayList;
import java.util.List;

/** Looks for what must not be told, in what a provider says to people. */
final class Leak {

    /** Stands for payer data in answers and notifications that the kit makes up. */
    static final String MARKER = "payer-7f3a@conformance.example";

    private static final int SHORTEST = 4;

    private final List<String> secrets = new ArrayList<>();

    Leak(Bench bench) {
        secrets.add(MARKER);
        for (Secret secret : bench.settings(bench.subject.factory()).secrets().values()) {
            secrets.addAll(secret.values());
        }
        secrets.addAll(bench.subject.payerData());
        secrets.removeIf(text -> text.length() < SHORTEST);
    }

    /**
     * Requires that a text says none of it.
     *
     * @param where the text comes from
     */
    void require(String text, String where) {
        for (String secret : secrets) {
            if (text.contains(secret)) {
                throw new Finding(where + " says "
                        + (secret.equals(MARKER) ? "what an answer or a body held" : "a secret or payer data") + ": "
                        + Words.shortened(text.replace(secret, "<here>")));
            }
        }
    }
}
