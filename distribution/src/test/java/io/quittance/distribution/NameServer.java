package io.quittance.distribution;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The only name server of a process: it knows one name, which is of this machine, for as long as a lookup takes. It can be silent, and
 * deny that there is such a name. Only root may give a process name servers of its own.
 */
final class NameServer implements AutoCloseable {
    /** Of everything that the process is connected to. */
    static final String NAME = "everything.test";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int PORT = 53;
    private static final boolean POSSIBLE =
            InstalledPostgres.canDo("unshare", "--mount", "mount", "--bind", "/etc/resolv.conf", "/etc/resolv.conf");

    private enum State {
        ANSWERING,
        DENYING,
        SILENT
    }

    private final EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Path settings;
    private volatile State state = State.ANSWERING;

    private NameServer(Path settings) {
        this.settings = settings;
    }

    static boolean isPossible() {
        return POSSIBLE;
    }

    /** Starts one; a file of it is put into this directory. */
    static NameServer start(Path directory) throws Exception {
        // Any address of the loopback network will do, and has a port of names of its own.
        Random random = new Random();
        String address =
                "127.%d.%d.%d".formatted(1 + random.nextInt(250), random.nextInt(250), 2 + random.nextInt(250));
        NameServer server = new NameServer(Files.writeString(
                directory.resolve("resolv.conf"), "nameserver " + address + "\noptions attempts:1\n"));
        new Bootstrap()
                .group(server.thread)
                .channel(NioDatagramChannel.class)
                .handler(server.new Answering())
                .bind(address, PORT)
                .sync();
        return server;
    }

    /** The same command, as a process that knows no other name server. */
    List<String> command(List<String> command) {
        return Stream.concat(
                        Stream.of(
                                "unshare",
                                "--mount",
                                "sh",
                                "-c",
                                "mount --bind '" + settings + "' /etc/resolv.conf && exec \"$@\"",
                                "sh"),
                        command.stream())
                .toList();
    }

    void answer() {
        state = State.ANSWERING;
    }

    /** Says of every name that there is none. */
    void deny() {
        state = State.DENYING;
    }

    void fallSilent() {
        state = State.SILENT;
    }

    @Override
    public void close() throws Exception {
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private DatagramDnsResponse answer(DatagramDnsQuery query) {
        DnsQuestion question = query.recordAt(DnsSection.QUESTION);
        boolean isKnown = state == State.ANSWERING && question.name().equals(NAME + ".");
        DatagramDnsResponse response = new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
        response.setCode(isKnown ? DnsResponseCode.NOERROR : DnsResponseCode.NXDOMAIN);
        response.setRecursionAvailable(true);
        response.addRecord(DnsSection.QUESTION, question);
        if (isKnown && question.type().equals(DnsRecordType.A)) {
            response.addRecord(
                    DnsSection.ANSWER,
                    new DefaultDnsRawRecord(question.name(), DnsRecordType.A, 0, Unpooled.wrappedBuffer(LOOPBACK)));
        }
        return response;
    }

    private final class Answering extends ChannelInitializer<DatagramChannel> {
        @Override
        protected void initChannel(DatagramChannel channel) {
            channel.pipeline()
                    .addLast(
                            new DatagramDnsQueryDecoder(),
                            new DatagramDnsResponseEncoder(),
                            new SimpleChannelInboundHandler<DatagramDnsQuery>() {
                                @Override
                                @SuppressWarnings("FutureReturnValueIgnored") // Who gets no answer asks again.
                                protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
                                    if (state != State.SILENT) {
                                        context.writeAndFlush(answer(query));
                                    }
                                }
                            });
        }
    }
}
