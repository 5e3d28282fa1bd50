package io.quittance.provider.smart2pay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * User and password of an {@code Authorization: Basic} header (RFC 7617).
 *
 * @param user what stands before the first colon
 * @param password what stands after it, further colons included
 */
record BasicCredentials(String user, String password) {

    private static final Pattern HEADER = Pattern.compile("Basic +([A-Za-z0-9+/]+={0,2}) *", Pattern.CASE_INSENSITIVE);

    /** The credentials of a header's value; empty if it is anything but padded base64 of UTF-8 text with a colon. */
    static Optional<BasicCredentials> parse(String header) {
        Matcher matcher = HEADER.matcher(header);
        return matcher.matches() ? decode(matcher.group(1)).flatMap(BasicCredentials::split) : Optional.empty();
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
