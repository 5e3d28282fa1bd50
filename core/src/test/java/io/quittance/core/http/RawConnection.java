package io.quittance.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which a test says exactly what it wants to say. */
final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    RawConnection(int port) throws IOException {
        this(port, InetAddress.getLoopbackAddress());
    }

    /** One that comes from an address of this machine. */
    RawConnection(int port, InetAddress from) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** An answer, with its header names in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {}

    RawConnection send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    Answer answer() throws IOException {
        return answer(true);
    }

    Answer answerWithoutBody() throws IOException {
        return answer(false);
    }

    /** Whether the other side closes in order, with nothing more to say. */
    boolean isClosedByServer() throws IOException {
        return socket.getInputStream().read() == -1;
    }

    boolean hasAnswer() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** Hangs up without a good-bye. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Answer answer(boolean withBody) throws IOException {
        String[] statusLine = line().split(" ", 3);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        int length = withBody ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0;
        byte[] body = socket.getInputStream().readNBytes(length);
        return new Answer(Integer.parseInt(statusLine[1]), headers, new String(body, ISO_8859_1));
    }

    private String line() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The connection ended in the middle: " + line.toString(ISO_8859_1));
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }
}
