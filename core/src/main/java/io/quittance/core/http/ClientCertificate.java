package io.quittance.core.http;

import io.vertx.core.http.HttpServerRequest;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Who a sender is by the certificate that it showed, which an authority of ours has signed. */
final class ClientCertificate {

    private static final int DNS_NAME = 2;

    private ClientCertificate() {}

    /** Whether the sender showed a certificate with one of these names, or any sender is taken since there are none. */
    static boolean admits(List<String> names, HttpServerRequest request) {
        return names.isEmpty() || names(request).stream().anyMatch(names::contains);
    }

    private static List<String> names(HttpServerRequest request) {
        SSLSession session = request.connection().sslSession();
        if (session == null) {
            return List.of();
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain[0] instanceof X509Certificate own ? names(own) : List.of();
        } catch (SSLPeerUnverifiedException showedNone) {
            return List.of();
        }
    }

    /** Names of hosts; of a certificate without any, its common names. */
    static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives =
                    Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.of());
            List<String> hosts = alternatives.stream()
                    .filter(alternative -> alternative.get(0).equals(DNS_NAME))
                    .map(alternative -> ((String) alternative.get(1)).toLowerCase(Locale.ROOT))
                    .toList();
            return hosts.isEmpty() ? commonNames(certificate) : hosts;
        } catch (CertificateParsingException | InvalidNameException unreadable) {
            return List.of();
        }
    }

    private static List<String> commonNames(X509Certificate certificate) throws InvalidNameException {
        List<String> names = new ArrayList<>();
        for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
            if (part.getType().equalsIgnoreCase("CN")) {
                names.add(part.getValue().toString().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
