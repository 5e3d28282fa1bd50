package io.quittance.core.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who sent a request: the peer of its connection, or, if that is a trusted proxy, whom the proxy names. What a stranger
 * writes into the header is never believed. Confined to one event loop.
 */
public final class SenderAddress {

    private static final String FORWARDED = "X-Forwarded-For";
    private static final int HOST_BITS_V4 = 32;
    private static final int HOST_BITS_V6 = 128;

    private final Supplier<List<String>> trustedProxies;
    private List<String> known = List.of();
    private List<IpSubnetFilterRule> trusted = List.of();

    /**
     * Believes proxies.
     *
     * @param trustedProxies addresses or networks, asked for at each request
     */
    public SenderAddress(Supplier<List<String>> trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    String of(HttpServerRequest request) {
        String sender = request.remoteAddress().hostAddress();
        if (!request.headers().contains(FORWARDED)) {
            return sender;
        }
        List<String> forwarded = request.headers().getAll(FORWARDED).stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::trim)
                .toList();
        for (int hop = forwarded.size() - 1; hop >= 0 && isTrusted(sender); hop--) {
            InetAddress named = NetUtil.createInetAddressFromIpAddressString(forwarded.get(hop));
            if (named == null) {
                return sender;
            }
            sender = named.getHostAddress();
        }
        return sender;
    }

    private boolean isTrusted(String address) {
        List<String> now = trustedProxies.get();
        if (!now.equals(known)) {
            trusted = now.stream().map(SenderAddress::network).toList();
            known = now;
        }
        InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(address);
        return parsed != null && trusted.stream().anyMatch(rule -> rule.matches(new InetSocketAddress(parsed, 0)));
    }

    private static IpSubnetFilterRule network(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int hostBits = address.indexOf(':') < 0 ? HOST_BITS_V4 : HOST_BITS_V6;
        int bits = slash < 0 ? hostBits : Integer.parseInt(text.substring(slash + 1));
        return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
    }
}
