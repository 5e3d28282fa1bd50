package io.quittance.core.store;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.core.net.NetClientOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.time.Duration;

/**
 * Ends a connection whose server has been silent for as long as its socket allows. The client's own way of closing asks the server
 * to do it, for which one that hangs never comes; everything that waits for an answer would wait forever. So this one looks under
 * the client.
 */
final class SilentServer extends ChannelInboundHandlerAdapter {

    private static final String CLIENTS_CODEC = "codec";

    private SilentServer() {}

    /**
     * How a pool connects so that its connections can be left. The time runs from what was sent last, too: a statement on a
     * connection that was not used for a while has as long as any.
     */
    static NetClientOptions socket(Duration silence) {
        return new NetClientOptions()
                .setTcpKeepAlive(true)
                .setIdleTimeout((int) silence.toMillis())
                .setIdleTimeoutUnit(MILLISECONDS);
    }

    /** Watches a new connection of a pool that connects {@linkplain #socket so}. */
    static void leave(SqlConnection connection) {
        SocketConnectionBase raw = (SocketConnectionBase)
                ((SqlConnectionInternal) connection).unwrap().unwrap();
        ChannelPipeline pipeline = raw.socket().channelHandlerContext().pipeline();
        pipeline.addBefore(CLIENTS_CODEC, SilentServer.class.getSimpleName(), new SilentServer());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            // From here the client's codec is not on the way.
            ChannelFuture unused = context.close();
        } else {
            context.fireUserEventTriggered(event);
        }
    }
}
