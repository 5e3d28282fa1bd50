package io.quittance.distribution;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A connection on which a test says byte by byte what is sent. */
final class RawConnection implements AutoCloseable {
    private static final int TIME_LIMIT_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream input;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIME_LIMIT_MILLIS);
    }

    static RawConnection to(URI server) throws IOException {
        return new RawConnection(new Socket(server.getHost(), server.getPort()));
    }

    /** The head of a request with these header lines. */
    static String head(String method, String path, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Sends one byte after the other, each after a pause, until the server ends the connection or answers. */
    void drip(String text, int pauseMillis) throws IOException {
        socket.setSoTimeout(pauseMillis);
        for (int i = 0; i < text.length() && !hasAnswered(); i++) {
            send(text.substring(i, i + 1));
        }
        socket.setSoTimeout(TIME_LIMIT_MILLIS);
    }

    /** Whether the server closes the connection, without a word, before the time is over. */
    boolean isClosedByServer() throws IOException {
        try {
            return input.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** The next answer, or nothing if the server closes the connection without a word. */
    Optional<Answer> answerOrEnd() throws IOException {
        input.mark(1);
        if (isClosedByServer()) {
            return Optional.empty();
        }
        input.reset();
        return Optional.of(answer());
    }

    /** The next answer on this connection; its body as {@code Content-Length} tells. */
    Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Answer(status, headers, input.readNBytes(length));
    }

    /** Sends this, and gives the status of each answer until the server ends the connection, which nothing more is sent on after the first. */
    List<Integer> statuses(String text) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        try {
            send(text);
            for (Optional<Answer> answer = answerOrEnd(); answer.isPresent(); answer = answerOrEnd()) {
                statuses.add(answer.get().status());
                if (!socket.isOutputShutdown()) {
                    socket.shutdownOutput();
                }
            }
        } catch (SocketException reset) {
            // Ended while it was being sent to.
        }
        return statuses;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private boolean hasAnswered() throws IOException {
        input.mark(1);
        try {
            input.read();
            input.reset();
            return true;
        } catch (SocketTimeoutException nothingYet) {
            return false;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended within the head of an answer: '" + line + "'");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
