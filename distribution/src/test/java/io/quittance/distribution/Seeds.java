package io.quittance.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What the providers' own documentation shows, byte for byte. */
final class Seeds {
    /** Payment 203771 for {@link #AUTHORIZED_ORDER}, 1.00 EUR. */
    static final byte[] AUTHORIZED = bytes("smart2pay-authorized.json");

    /** Payment 203772 for {@link #FAILED_ORDER}, 1.00 EUR. */
    static final byte[] FAILED = bytes("smart2pay-failed.json");

    /** A push that says nothing but the id of a payment, {@link #PAID_PAYMENT}. */
    static final byte[] PUSH = bytes("secuconnect-push.json");

    static final String AUTHORIZED_ORDER = "s2ptest_1002";
    static final String FAILED_ORDER = "s2ptest_1003";
    static final String PAID_PAYMENT = "PCI_2FY48DT0P2X6G636N5QK64UK2ADZAZ";

    /** Site 1010 and its API key, as the documentation has them. */
    static final String AUTHORIZATION = "Basic MTAxMDpnYWJp";

    static final String SITE = "1010";
    static final String API_KEY = "gabi";

    private Seeds() {}

    private static byte[] bytes(String name) {
        try (InputStream resource = Objects.requireNonNull(Seeds.class.getResourceAsStream(name), name)) {
            return resource.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
