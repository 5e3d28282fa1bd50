package io.quittance.provider.smart2pay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;

/**
 * User and password of an {@code Authorization: Basic} header (RFC 7617).
 *
 * @param user what stands before the first colon
 * @param password what stands after it, further colons included
 */
record BasicCredentials(String user, String password) {

    private static final String SCHEME = "Basic ";

    /** The credentials of a header's value; empty if it is anything but padded base64 of UTF-8 text with a colon. */
    static Optional<BasicCredentials> parse(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? decode(withoutSpaces(header, SCHEME.length())).flatMap(BasicCredentials::split)
                : Optional.empty();
    }

    private static String withoutSpaces(String header, int from) {
        int begin = from;
        int end = header.length();
        while (begin < end && header.charAt(begin) == ' ') {
            begin++;
        }
        while (end > begin && header.charAt(end - 1) == ' ') {
            end--;
        }
        return header.substring(begin, end);
    }

    private static Optional<String> decode(String base64) {
        if (base64.length() % 4 != 0) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return Optional.of(UTF_8.newDecoder().decode(bytes).toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<BasicCredentials> split(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return "[credentials]";
    }
}
