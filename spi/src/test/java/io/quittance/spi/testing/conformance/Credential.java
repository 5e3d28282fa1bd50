package io.quittance.spi.testing.conformance;

import io.quittance.spi.InboundNotification;
import io.quittance.spi.testing.TestingNotification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A header or a query parameter without which an authentic notification is not verified.
 *
 * @param isHeader else it is a parameter of the query
 * @param index where it stands among those
 */
record Credential(boolean isHeader, int index, String name, String value) {

    private static final int OVERLONG = 100_000;

    /** All credentials of a notification, found by leaving out one after another. */
    static List<Credential> of(TestedAccount account, TestingNotification authentic) {
        List<Credential> credentials = new ArrayList<>();
        add(credentials, account, authentic, true, authentic.headers());
        add(credentials, account, authentic, false, authentic.queryParameters());
        return credentials;
    }

    private static void add(
            List<Credential> credentials,
            TestedAccount account,
            TestingNotification authentic,
            boolean isHeader,
            List<Map.Entry<String, String>> entries) {
        for (int i = 0; i < entries.size(); i++) {
            Credential candidate = new Credential(
                    isHeader, i, entries.get(i).getKey(), entries.get(i).getValue());
            if (!isVerified(account, candidate.with(authentic))) {
                credentials.add(candidate);
            }
        }
    }

    static boolean isVerified(TestedAccount account, InboundNotification inbound) {
        try {
            return account.authenticate(inbound).isVerified();
        } catch (Finding e) {
            throw e;
        } catch (RuntimeException refusal) {
            return false;
        }
    }

    /** The notification with these values instead, in this order; with none, without it. */
    TestingNotification with(TestingNotification notification, String... values) {
        List<Map.Entry<String, String>> entries =
                new ArrayList<>(isHeader ? notification.headers() : notification.queryParameters());
        entries.remove(index);
        for (int i = 0; i < values.length; i++) {
            entries.add(index + i, Map.entry(name, values[i]));
        }
        return new TestingNotification(
                notification.receivedAt(),
                notification.remoteAddress(),
                notification.path(),
                isHeader ? entries : notification.headers(),
                isHeader ? notification.queryParameters() : entries,
                notification.body());
    }

    /** What may come instead of it, and must be refused. */
    Map<String, TestingNotification> forgeries(TestingNotification authentic) {
        Map<String, TestingNotification> forgeries = new LinkedHashMap<>();
        String wrong = changed();
        forgeries.put("empty", with(authentic, ""));
        forgeries.put("cut at its end", with(authentic, value.substring(0, value.length() - 1)));
        forgeries.put("cut at its beginning", with(authentic, value.substring(1)));
        forgeries.put("its first half", with(authentic, value.substring(0, value.length() / 2)));
        forgeries.put("one character too long", with(authentic, value + "x"));
        forgeries.put("100,000 characters too long", with(authentic, value + "A".repeat(OVERLONG)));
        forgeries.put("with one other character", with(authentic, wrong));
        forgeries.put("only spaces", with(authentic, "   "));
        forgeries.put("the word null", with(authentic, "null"));
        forgeries.put("with characters beyond ASCII", with(authentic, "\u00e4\ud83d\ude00" + value));
        forgeries.put("there twice", with(authentic, value, value));
        forgeries.put("right first and wrong second", with(authentic, value, wrong));
        forgeries.put("wrong first and right second", with(authentic, wrong, value));
        return forgeries;
    }

    String inWords() {
        return (isHeader ? "the header " : "the query parameter ") + name;
    }

    private String changed() {
        int position = value.length() * 2 / 3;
        char other = value.charAt(position) == 'B' ? 'C' : 'B';
        return value.substring(0, position) + other + value.substring(position + 1);
    }
}
