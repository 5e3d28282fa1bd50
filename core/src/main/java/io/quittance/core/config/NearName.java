package io.quittance.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a mistyped name may have meant. */
public final class NearName {

    private NearName() {}

    /** The allowed name that is nearest, if it is near enough to be meant: one slip for every three characters. */
    static Optional<String> of(String name, Collection<String> allowed) {
        return allowed.stream()
                .filter(candidate -> distance(name, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** {@code "; did you mean NAME?"}, or nothing. */
    public static String hint(String name, Collection<String> allowed) {
        return of(name, allowed).map(near -> "; did you mean \"" + near + "\"?").orElse("");
    }

    /** The names for people, also if there are none. */
    public static String list(Collection<String> allowed) {
        return allowed.isEmpty() ? "none" : String.join(", ", allowed);
    }

    /** How many characters were left out, added, changed or swapped with their neighbour; upper case is no slip. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        if (Math.abs(a.length() - b.length()) > b.length()) {
            return Integer.MAX_VALUE;
        }
        int[][] distances = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distances[i][j] = cell(a, b, distances, i, j);
            }
        }
        return distances[a.length()][b.length()];
    }

    private static int cell(String a, String b, int[][] distances, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(distances[i - 1][j - 1] + change, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
    }
}
