package io.quittance.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.function.IntConsumer;

/** Reads the responses of one connection and tells the status of each: all that a load generator has to know, and cheap. */
final class Responses implements Handler<Buffer> {

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "\r\ncontent-length:";
    private static final int STATUS = "HTTP/1.1 ".length();
    private static final int STATUS_DIGITS = 3;

    private final IntConsumer statuses;
    private Buffer pending = Buffer.buffer();

    Responses(IntConsumer statuses) {
        this.statuses = statuses;
    }

    @Override
    public void handle(Buffer received) {
        Buffer all = pending.length() == 0 ? received : pending.appendBuffer(received);
        String text = all.toString(ISO_8859_1);
        int from = 0;
        for (int head = text.indexOf(END_OF_HEAD, from); head >= 0; head = text.indexOf(END_OF_HEAD, from)) {
            int end = head + END_OF_HEAD.length() + bodyLength(text.substring(from, head));
            if (end > text.length()) {
                break;
            }
            int status = Integer.parseInt(text.substring(from + STATUS, from + STATUS + STATUS_DIGITS));
            from = end;
            statuses.accept(status);
        }
        pending = from == text.length() ? Buffer.buffer() : all.getBuffer(from, all.length());
    }

    private static int bodyLength(String head) {
        int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (at < 0) {
            return 0;
        }
        int begin = at + LENGTH.length();
        int end = head.indexOf('\r', begin);
        return Integer.parseInt(
                head.substring(begin, end < 0 ? head.length() : end).strip());
    }
}
