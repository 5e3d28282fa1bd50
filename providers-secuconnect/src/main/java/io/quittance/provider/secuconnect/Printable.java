package io.quittance.provider.secuconnect;

/** Makes what a stranger wrote fit for a log line and for an operator's eyes. */
final class Printable {

    private static final int MAX_LENGTH = 80;

    private Printable() {}

    static String of(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9_.-]", "_");
        return plain.substring(0, Math.min(plain.length(), MAX_LENGTH));
    }
}
