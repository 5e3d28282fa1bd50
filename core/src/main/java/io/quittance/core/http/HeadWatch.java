package io.quittance.core.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.quittance.spi.Acknowledgement;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;

/**
 * Sees the bytes of a connection before they are a request, which the public API of Vert.x does not show: to tell a head
 * that drips from a connection that rests, and to answer it. The only class that knows internals of Vert.x.
 */
final class HeadWatch extends ChannelDuplexHandler {

    private static final String DECODER = "httpDecoder";

    private boolean fresh = true;
    private boolean begun;
    private int underWay;
    private int ticks;
    private int rested;

    private HeadWatch() {}

    static HeadWatch on(HttpConnection connection) {
        HeadWatch watch = new HeadWatch();
        pipeline(connection).addBefore(DECODER, HeadWatch.class.getName(), watch);
        return watch;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        begun |= underWay == 0;
        rested = 0;
        context.fireChannelRead(bytes);
    }

    /** Vert.x closes at once when a body cannot be decoded; the answer to that may still wait to be flushed. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // It is the one that was passed in.
    public void close(ChannelHandlerContext context, ChannelPromise closed) {
        context.flush();
        context.close(closed);
    }

    /** The head of a request is complete. */
    void requestBegan() {
        underWay++;
        fresh = false;
        begun = false;
    }

    /** A request is read and answered. */
    void requestEnded() {
        underWay--;
        ticks = 0;
    }

    /** Counts the time that is spent on a head; says whether it is now more than allowed. */
    boolean isLate(int allowedTicks) {
        return underWay == 0 && (begun || fresh) && ++ticks > allowedTicks;
    }

    /** Whether no request is read or answered on it. */
    boolean isIdle() {
        return underWay == 0;
    }

    /** Counts the time in which no byte comes; says whether it is now more than allowed. */
    boolean isAtRest(long allowedTicks) {
        return ++rested > allowedTicks;
    }

    /** Answers, if there is a request to answer, and closes. */
    void end(HttpConnection connection, Acknowledgement answer) {
        ByteBuf bytes = begun ? Unpooled.copiedBuffer(wire(answer), StandardCharsets.UTF_8) : Unpooled.EMPTY_BUFFER;
        pipeline(connection).context(this).writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE);
    }

    private static String wire(Acknowledgement answer) {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" \r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("Content-Length: ")
                .append(answer.body().length())
                .append("\r\nConnection: close\r\n\r\n")
                .append(answer.body())
                .toString();
    }

    private static ChannelPipeline pipeline(HttpConnection connection) {
        return ((HttpServerConnection) connection).channelHandlerContext().pipeline();
    }
}
